package import Domain
import Security

/// The table of followed records that have had their effect.
struct AppliedTable {
  let statements: StatementCache

  func insert(_ record: Record, event: UUIDBytes, source: String, at time: Timestamp) throws {
    let header = record.header
    let statement = try statements.statement(
      """
      INSERT INTO log_applied (source, seq, subject, applied_at, epoch, hash, event, type)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try statement.bind(1, source)
    try statement.bind(2, Int64(clamping: header.sequence))
    try statement.bindSubject(3, header.subject)
    try statement.bind(4, time.milliseconds)
    try statement.bind(5, Int64(clamping: header.epoch))
    try statement.bind(6, header.hash)
    try statement.bindSubject(7, event)
    try statement.bind(8, Int64(header.typeCode))
    try statement.run()
  }

  /// The hash of a followed record that was applied or waits; `nil` if it is not kept.
  func hash(of sequence: UInt64, source: String) throws -> Digest32? {
    let query = try statements.statement(
      "SELECT hash FROM log_applied WHERE source = ? AND seq = ? AND hash NOTNULL")
    defer { query.reset() }
    try query.bind(1, source)
    try query.bind(2, Int64(clamping: sequence))
    if try query.row() { return query.digest(0) }
    return try HeldTable(statements: statements).entry(source: source, sequence: sequence)?
      .held.record.header.hash
  }

  /// The greatest number whose hash is not kept, because an earlier version applied it; 0: none.
  func lastUnknown(of source: String) throws -> UInt64 {
    let query = try statements.statement(
      "SELECT coalesce(max(seq), 0) FROM log_applied WHERE source = ? AND hash IS NULL")
    defer { query.reset() }
    try query.bind(1, source)
    return try query.row() ? UInt64(clamping: query.integer(0)) : 0
  }
}

/// That a followed record has had its effect here, and when: a hop of a `trace`.
package struct AppliedRecord: Hashable, Sendable {
  package let source: String
  package let sequence: UInt64
  package let subject: UUIDBytes
  /// Domain time of the transaction.
  package let appliedAt: Timestamp
}
