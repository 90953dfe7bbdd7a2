package import Domain
import Events

/// The table of followed records that a restored log does not have any more.
struct MissingTable {
  let statements: StatementCache

  private static let columns = """
    id, source, epoch, seq, subject, event, type, applied_at, missing_since
    """

  /// Moves here the first of what had its effect and lies behind a number of a log. What commands were
  /// answered has no effect on followers: nobody misses it.
  /// - Returns: how many records were moved, and how many of them are missing.
  func moveApplied(
    after sequence: UInt64, of source: String, limit: Int, at time: Timestamp
  ) throws -> (moved: Int, missing: Int) {
    let insert = try statements.statement(
      """
      INSERT INTO log_missing
        (source, epoch, seq, subject, hash, event, type, applied_at, missing_since)
      SELECT source, coalesce(epoch, 1), seq, subject, hash, event, type, applied_at, ?3
      FROM (SELECT * FROM log_applied WHERE source = ?1 AND seq > ?2 ORDER BY seq LIMIT ?4)
      WHERE type IS NOT ?5 ORDER BY seq
      """)
    try insert.bind(1, source)
    try insert.bind(2, Int64(clamping: sequence))
    try insert.bind(3, time.milliseconds)
    try insert.bind(4, Int64(limit))
    try insert.bind(5, Int64(CommandAnswered.type.code))
    try insert.run()
    let missing = try changes()
    let delete = try statements.statement(
      """
      DELETE FROM log_applied WHERE source = ?1 AND seq IN (
        SELECT seq FROM log_applied WHERE source = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3)
      """)
    try delete.bind(1, source)
    try delete.bind(2, Int64(clamping: sequence))
    try delete.bind(3, Int64(limit))
    try delete.run()
    return (try changes(), missing)
  }

  private func changes() throws -> Int {
    let query = try statements.statement("SELECT changes()")
    return try query.all { Int(query.integer(0)) }.first ?? 0
  }

  /// Adds a record that waited and had no effect.
  func insert(_ held: HeldRecord, at time: Timestamp) throws {
    let header = held.record.header
    let statement = try statements.statement(
      """
      INSERT INTO log_missing
        (source, epoch, seq, subject, hash, event, type, applied_at, missing_since)
      VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)
      """)
    try statement.bind(1, held.source)
    try statement.bind(2, Int64(clamping: header.epoch))
    try statement.bind(3, Int64(clamping: header.sequence))
    try statement.bindSubject(4, header.subject)
    try statement.bind(5, header.hash)
    try statement.bindSubject(6, header.event)
    try statement.bind(7, Int64(header.typeCode))
    try statement.bind(8, time.milliseconds)
    try statement.run()
  }

  /// Strikes off an event that has come again.
  /// - Returns: whether it had had its effect before.
  func strike(_ event: UUIDBytes, of source: String) throws -> Bool {
    let statement = try statements.statement(
      "DELETE FROM log_missing WHERE source = ? AND event = ? RETURNING applied_at")
    try statement.bind(1, source)
    try statement.bind(2, event)
    return try statement.all { !statement.isNull(0) }.contains(true)
  }

  /// Whether a log lacks anything; asked for every batch.
  func isIncomplete(_ source: String) throws -> Bool {
    let query = try statements.statement("SELECT 1 FROM log_missing WHERE source = ? LIMIT 1")
    defer { query.reset() }
    try query.bind(1, source)
    return try query.row()
  }

  /// How many are missing of each log, and since when the last of them; a complete log is left out.
  func bySource() throws -> [String: MissingSummary] {
    let query = try statements.statement(
      "SELECT source, count(*), max(missing_since) FROM log_missing GROUP BY source")
    let pairs = try query.all {
      (
        query.text(0),
        MissingSummary(
          count: Int(query.integer(1)), since: Timestamp(milliseconds: query.integer(2)))
      )
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// A page, in the order in which they were found missing.
  func page(after id: Int64, limit: Int) throws -> [MissingRecord] {
    let query = try statements.statement(
      "SELECT \(MissingTable.columns) FROM log_missing WHERE id > ? ORDER BY id LIMIT ?")
    try query.bind(1, id)
    try query.bind(2, Int64(limit))
    return try query.all {
      MissingRecord(
        id: query.integer(0), source: query.text(1), epoch: UInt64(clamping: query.integer(2)),
        sequence: UInt64(clamping: query.integer(3)),
        subject: query.isNull(4) ? .zero : query.uuid(4),
        event: query.isNull(5) ? nil : query.uuid(5),
        typeCode: query.isNull(6) ? nil : UInt32(truncatingIfNeeded: query.integer(6)),
        appliedAt: query.isNull(7) ? nil : Timestamp(milliseconds: query.integer(7)),
        missingSince: Timestamp(milliseconds: query.integer(8)))
    }
  }

  func isMissing(_ subject: UUIDBytes, of source: String) throws -> Bool {
    guard subject != .zero else { return false }
    let query = try statements.statement(
      "SELECT 1 FROM log_missing WHERE subject = ? AND source = ? LIMIT 1")
    defer { query.reset() }
    try query.bindSubject(1, subject)
    try query.bind(2, source)
    return try query.row()
  }
}

/// A followed record that a log, restored since, does not have any more.
package struct MissingRecord: Hashable, Sendable {
  /// In the order in which they were found missing.
  package let id: Int64
  package let source: String
  /// Where it stood.
  package let epoch: UInt64
  package let sequence: UInt64
  package let subject: UUIDBytes
  /// The event's identifier and type code; `nil` for what an earlier version applied.
  package let event: UUIDBytes?
  package let typeCode: UInt32?
  /// When it had its effect; `nil` if it had none.
  package let appliedAt: Timestamp?
  /// When the restored log was adopted.
  package let missingSince: Timestamp
}

/// How much a restored log lacks of what was applied.
package struct MissingSummary: Hashable, Sendable {
  package let count: Int
  /// When the last of it was found missing.
  package let since: Timestamp
}
