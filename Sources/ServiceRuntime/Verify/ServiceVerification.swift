import Events
import Foundation
import Log
import Security

/// The check of one service's file, read-only; the service may run or not.
package enum ServiceVerification {
  /// - Parameter numbers: records whose hashes are to be reported, to compare followers' positions
  ///   with.
  /// - Throws: what is none of the file's faults: a file that cannot be read at all is one.
  package static func run(
    _ logic: any ServiceLogic, in directory: DataDirectory, hashesAt numbers: [UInt64] = []
  ) throws -> VerificationReport {
    var report = VerificationReport(service: logic.name)
    let path = directory.database(of: logic.name)
    guard FileManager.default.fileExists(atPath: path) else {
      report.faults = [.init(name: "missing", word: "missing", parameters: ["file": path])]
      return report
    }
    do {
      let reader = try LogReader(path: path)
      if let fault = try refusal(of: reader, logic) {
        report.faults = [fault]
        return report
      }
      try check(logic, reader, numbers, &report)
      // Last: what fails here must not keep the log from being compared with its followers.
      report.faults += try tableFaults(of: logic, in: directory, reader)
    } catch let error as LogError where error.code != .misuse {
      report.faults.append(
        .init(name: "unreadable", word: "unreadable", parameters: ["detail": error.message]))
    }
    return report
  }

  /// Why a file that can be read is not judged.
  private static func refusal(
    of reader: LogReader, _ logic: any ServiceLogic
  ) throws -> VerificationReport.Fault? {
    guard reader.identity.service == logic.name.rawValue else {
      return .init(
        name: "unreadable", word: "foreign", parameters: ["owner": reader.identity.service])
    }
    return try reader.newerSchema(than: logic.migrations).map { schema in
      .init(
        name: "newer-file", word: "newer-file",
        parameters: ["found": String(schema.found), "known": String(schema.known)])
    }
  }

  private static func check(
    _ logic: any ServiceLogic, _ reader: LogReader, _ numbers: [UInt64],
    _ report: inout VerificationReport
  ) throws {
    let verification = try LogVerifier(path: reader.path).run()
    report.log = verification.head.log
    report.epoch = verification.head.epoch
    report.head = verification.head.sequence
    report.faults = verification.faults.map {
      .init(
        name: $0.name.rawValue, sequence: $0.sequence, word: $0.word, parameters: $0.parameters)
    }
    do {
      for (source, cursor) in try reader.cursors() {
        report.cursors[source] = .init(
          log: cursor.log, epoch: cursor.epoch, sequence: cursor.sequence,
          hash: cursor.hash.description)
      }
    } catch let error as LogError where error.code != .misuse {
      report.faults.append(
        .init(name: "pages", word: "pages", parameters: ["detail": error.message]))
    }
    report.hashes = hashes(at: numbers, reader)
  }

  private static func tableFaults(
    of logic: any ServiceLogic, in directory: DataDirectory, _ reader: LogReader
  ) throws -> [VerificationReport.Fault] {
    do {
      return try reader.query { database in
        try Reprojection(logic, path: directory.database).faults(in: database, reader.identity).map
        {
          .init(name: $0.name, sequence: $0.sequence, word: $0.word, parameters: $0.parameters)
        }
      }
    } catch let error as LogError where error.code != .misuse {
      return [.init(name: "tables", word: "tables", parameters: ["detail": error.message])]
    }
  }

  private static func hashes(
    at numbers: [UInt64], _ reader: LogReader
  ) -> [String: String] {
    var hashes: [String: String] = [:]
    for number in numbers {
      // What SQLite cannot read is not there: that it cannot is a fault already. Otherwise the hash
      // as it stands: whether the header can be read is another question.
      guard let header = try? reader.storedHeader(at: number),
        let hash = RecordHeader.storedHash(in: header)
      else { continue }
      hashes[String(number)] = hash.description
    }
    return hashes
  }
}
