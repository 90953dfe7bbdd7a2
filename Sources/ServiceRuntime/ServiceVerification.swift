import Events
import Foundation
import Log
import Security

/// The check of one service's file, read-only; the service may run or not.
public enum ServiceVerification {
  /// - Parameter numbers: records whose hashes are to be reported, to compare followers' positions
  ///   with.
  /// - Throws: what is none of the file's faults: a file that cannot be read at all is one.
  public static func run(
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
      if let schema = try reader.newerSchema(than: logic.migrations) {
        report.faults = [
          .init(
            name: "newer-file", word: "newer-file",
            parameters: ["found": String(schema.found), "known": String(schema.known)])
        ]
        return report
      }
      try check(logic, reader, directory, &report)
      report.hashes = try hashes(at: numbers, reader)
    } catch let error as LogError where error.code != .misuse {
      report.faults.append(
        .init(name: "unreadable", word: "unreadable", parameters: ["detail": error.message]))
    }
    return report
  }

  private static func check(
    _ logic: any ServiceLogic, _ reader: LogReader, _ directory: DataDirectory,
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
    for (source, cursor) in try reader.cursors() {
      report.cursors[source] = .init(
        log: cursor.log, epoch: cursor.epoch, sequence: cursor.sequence,
        hash: cursor.hash.description)
    }
    report.faults += try reader.query { database in
      try logic.faults(in: try ServiceAudit(database, in: directory)).map {
        .init(name: $0.name, sequence: $0.sequence, word: $0.word, parameters: $0.parameters)
      }
    }
  }

  private static func hashes(
    at numbers: [UInt64], _ reader: LogReader
  ) throws -> [String: String] {
    var hashes: [String: String] = [:]
    for number in numbers where number > 0 {
      let record = try reader.read(after: number - 1, maxRecords: 1, maxBytes: .max).first
      // Behind a gap the next one is read.
      guard let header = record?.header, header.sequence == number else { continue }
      hashes[String(number)] = header.hash.description
    }
    return hashes
  }
}
