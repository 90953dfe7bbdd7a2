import Events
import Foundation
import GRDB
import Security
import ServiceRuntime

/// Copies of a system's files, for somebody to change behind the services' backs.
final class TamperedFiles {
  let directory: DataDirectory
  var generator: SeededGenerator

  /// - Parameter specimen: files of a stopped system, with nothing in their write-ahead logs.
  init(copying specimen: DataDirectory, to path: String, seed: UInt64) throws {
    try FileManager.default.copyItem(atPath: specimen.path, toPath: path)
    directory = DataDirectory(path)
    generator = SeededGenerator(seed: seed)
  }

  func remove() throws { try FileManager.default.removeItem(atPath: directory.path) }

  // MARK: Files

  /// Copies what a stopped system left, and brings each write-ahead log into its file.
  static func makeSpecimen(of system: DataDirectory, at path: String) throws -> DataDirectory {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let specimen = DataDirectory(path)
    for service in ServiceName.allCases {
      for ending in ["", "-wal"] {
        try FileManager.default.copyItem(
          atPath: system.database(of: service) + ending,
          toPath: specimen.database(of: service) + ending)
      }
      let queue = try DatabaseQueue(path: specimen.database(of: service))
      try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try queue.close()
    }
    return specimen
  }

  func bytes(of service: ServiceName) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: directory.database(of: service)))
  }

  func write(_ bytes: Data, to service: ServiceName) throws {
    try bytes.write(to: URL(fileURLWithPath: directory.database(of: service)))
  }

  // MARK: Tables

  /// Works on a service's file with every constraint off.
  func change(_ service: ServiceName, _ body: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: directory.database(of: service), configuration: configuration)
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try body($0)
    }
    try queue.close()
  }

  /// One row of those that a query gives.
  func pick(_ sql: String, in database: Database) throws -> Row {
    let rows = try Row.fetchAll(database, sql: sql)
    guard let row = rows.randomElement(using: &generator) else { throw NothingToChange(sql: sql) }
    return row
  }

  struct NothingToChange: Error {
    let sql: String
  }

  // MARK: Records

  struct StoredRecord {
    var sequence: Int64
    var header: [UInt8]
    var payload: [UInt8]

    /// Gives the header the own hash that its bytes have now.
    mutating func seal() {
      var covered = header
      covered.replaceSubrange(4..<6, with: [0, 0])
      covered.replaceSubrange(104..<136, with: [UInt8](repeating: 0, count: 32))
      header[104..<136] = Hashing.blake2b256(covered + payload).array[...]
    }
  }

  func record(_ sequence: Int64, in database: Database) throws -> StoredRecord {
    let row = try Row.fetchOne(
      database, sql: "SELECT header, payload FROM log_record WHERE seq = ?", arguments: [sequence])
    guard let row else { throw NothingToChange(sql: "record \(sequence)") }
    let (header, payload): (Data, Data) = (row["header"], row["payload"])
    return StoredRecord(sequence: sequence, header: Array(header), payload: Array(payload))
  }

  func store(_ record: StoredRecord, in database: Database) throws {
    try database.execute(
      sql: "UPDATE log_record SET header = ?, payload = ? WHERE seq = ?",
      arguments: [Data(record.header), Data(record.payload), record.sequence])
  }

  /// Chains and seals everything behind a record anew, and has the followers believe it: what
  /// somebody does who knows how the log is made.
  func reseal(after record: StoredRecord, of service: ServiceName) throws {
    var hashes: [Int64: Data] = [record.sequence: Data(record.header[104..<136])]
    try change(service) { database in
      var previous = Array(record.header[104..<136])
      let rest = try Int64.fetchAll(
        database, sql: "SELECT seq FROM log_record WHERE seq > ? ORDER BY seq",
        arguments: [record.sequence])
      for sequence in rest {
        var next = try self.record(sequence, in: database)
        next.header[72..<104] = previous[...]
        next.seal()
        try store(next, in: database)
        previous = Array(next.header[104..<136])
        hashes[sequence] = Data(previous)
      }
    }
    for follower in ServiceName.allCases where follower.follows.contains(service) {
      try change(follower) { database in
        for (sequence, hash) in hashes {
          try database.execute(
            sql: "UPDATE log_cursor SET hash = ? WHERE source = ? AND seq = ?",
            arguments: [hash, service.rawValue, sequence])
        }
      }
    }
  }
}
