package import Domain
package import Events
import Foundation
package import GRDB
import Log

/// What a service's own rules are checked against: its file, as one read transaction sees it, and
/// the files of the logs that it follows, as far as they are in the same directory.
///
/// The files of the others are read later than its own: what a running system does meanwhile only
/// adds to them.
package struct ServiceAudit {
  package let database: Database
  private let cursors: [String: LogCursor]
  private let directory: DataDirectory

  init(_ database: Database, in directory: DataDirectory) throws {
    self.database = database
    self.directory = directory
    cursors = try LogCursor.all(in: database)
  }

  /// The last record of a followed log that was applied or put aside; 0 before the first.
  package func position(in source: ServiceName) -> UInt64 {
    cursors[source.rawValue]?.sequence ?? 0
  }

  /// The latest record of a followed log among those on which an event rests; `nil` when it rests on
  /// none, or on one of an epoch before the log's present one: its number may be another record's.
  package func present(_ causes: [LogPosition], in source: ServiceName) -> UInt64? {
    guard let cursor = cursors[source.rawValue] else { return nil }
    return causes.filter { $0.log == cursor.log && $0.epoch == cursor.epoch }
      .map(\.sequence).max()
  }

  /// Whether the followed log was restored at some time: what was derived from records that it has
  /// lost stays, and rests on nothing any more.
  package func isRestored(_ source: ServiceName) -> Bool {
    (cursors[source.rawValue]?.epoch ?? 1) > 1
  }

  /// The file of a followed log, up to where this service stands in it.
  /// - Returns: `nil` when it is not here, or not the log that was followed: that is a fault of its
  ///   own, which is found where positions are compared.
  package func log(of source: ServiceName) throws -> FollowedFile? {
    let path = directory.database(of: source)
    guard let cursor = cursors[source.rawValue], FileManager.default.fileExists(atPath: path)
    else { return nil }
    return try FollowedFile(path: path, through: cursor)
  }

  /// The subjects of a followed log of which something waits: their effect is not complete.
  package func waitingSubjects(of source: ServiceName) throws -> Set<UUIDBytes> {
    try subjects(in: "log_held", of: source)
  }

  /// The subjects of a followed log, restored since, of which it lacks what was applied here: it knows
  /// less of them than this service.
  package func missingSubjects(of source: ServiceName) throws -> Set<UUIDBytes> {
    let steps = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM log_migration WHERE owner = 'log'")
    // The table came with the second step: a file of the version before lacks nothing.
    guard let steps, steps >= 2 else { return [] }
    return try subjects(in: "log_missing", of: source)
  }

  /// Without what is no subject.
  private func subjects(in table: String, of source: ServiceName) throws -> Set<UUIDBytes> {
    let subjects = try Data.fetchAll(
      database,
      sql: "SELECT DISTINCT subject FROM \(table) WHERE source = ? AND length(subject) = 16",
      arguments: [source.rawValue])
    return Set(subjects.map { UUIDBytes(Array($0)) })
  }

  /// Goes through this service's own log.
  /// - Parameter types: the codes of the types to look at.
  package func forEachRecord(
    of types: Set<UInt32>, _ body: (AuditedRecord) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT seq, subject, header, payload FROM log_record WHERE seq > 0 ORDER BY seq")
    while let row = try rows.next() {
      let header: Data = try row.stored("header")
      // A header that cannot be read is named by the check of the chain.
      guard let read = try? RecordHeader(bytes: Array(header)), types.contains(read.typeCode)
      else { continue }
      let payload: Data = try row.stored("payload")
      try body(
        AuditedRecord(
          sequence: UInt64(clamping: try row.stored("seq") as Int64), type: read.typeCode,
          subject: row["subject"], causes: read.causes, payload: Array(payload)))
    }
  }
}

/// A broken rule in a service's own tables, or between them and a log that it follows.
package struct ServiceFault: Sendable {
  /// A stable word, as `terpadu verify` prints it.
  package var name: String
  /// Which sentence says what is wrong: the name, or a word that is more exact.
  package var word: String
  /// The record concerned, in the service's own log; `nil` if it is none.
  package var sequence: UInt64?
  package var parameters: [String: String]

  package init(
    _ name: String, word: String? = nil, at sequence: UInt64? = nil,
    _ parameters: [String: String] = [:]
  ) {
    self.name = name
    self.word = word ?? name
    self.sequence = sequence
    self.parameters = parameters
  }
}
