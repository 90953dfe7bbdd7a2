import Domain
import Events
import Foundation
import GRDB
import Log
import Security

/// What `terpadu-<service> --verify` prints: one JSON object about the service's file.
struct ServiceVerification: Encodable {
  struct Fault: Encodable {
    /// A stable word such as `gap`, `hash` or `chain`.
    var name: String
    var detail: String
  }

  struct Position: Encodable {
    var log: LogID
    var epoch: UInt64
    var sequence: UInt64
    var hash: String
  }

  var service: ServiceName
  var log: LogID?
  var epoch: UInt64?
  var head: UInt64?
  var faults: [Fault]
  /// Where the service stands in the logs that it follows.
  var cursors: [String: Position]
  /// The hashes of the records asked for with `--hash-at`, by their numbers.
  var hashes: [String: String]

  /// - Returns: whether the file has no fault.
  static func print(for logic: any ServiceLogic, _ arguments: DaemonArguments) throws -> Bool {
    let path = DataDirectory(arguments.data).database(of: logic.name)
    guard FileManager.default.fileExists(atPath: path) else {
      throw RuntimeError.dataDirectory(path: path, detail: "there is no such file")
    }
    let verification = try LogVerifier(path: path).run()
    let reader = try LogReader(path: path)
    let head = verification.head
    var report = ServiceVerification(
      service: logic.name, log: head.log, epoch: head.epoch, head: head.sequence,
      faults: verification.faults.map { fault in
        let place = fault.sequence.map { "\($0): " } ?? ""
        return Fault(name: fault.name.rawValue, detail: place + fault.detail)
      },
      cursors: [:], hashes: [:])
    report.faults += try reader.query { database in
      try logic.faults(in: database).map { Fault(name: $0.name, detail: $0.detail) }
    }
    for (source, cursor) in try reader.cursors() {
      report.cursors[source] = Position(
        log: cursor.log, epoch: cursor.epoch, sequence: cursor.sequence,
        hash: cursor.hash.description)
    }
    for number in arguments.hashAt where number > 0 {
      let record = try reader.read(after: number - 1, maxRecords: 1, maxBytes: .max).first
      report.hashes[String(number)] = record?.header.hash.description
    }
    FileHandle.standardOutput.write(Data(try EventCoding.encode(report) + [10]))
    return report.faults.isEmpty
  }
}

/// A broken rule in a service's own tables.
public struct ServiceFault: Sendable {
  public var name: String
  public var detail: String

  public init(name: String, detail: String) {
    self.name = name
    self.detail = detail
  }
}
