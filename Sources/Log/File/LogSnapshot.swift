package import Domain
import Events
package import GRDB

/// A log's file as of one commit: what one query reads. It is valid only during the call of
/// `LogReader.snapshot` that it is handed to, on that call's thread.
package final class LogSnapshot {
  /// The connection, for the service's own tables; read-only.
  package let database: Database
  /// The log's end as of the commit.
  package let head: LogHead
  private let statements: StatementCache

  init(database: Database, statements: StatementCache) throws {
    self.database = database
    self.statements = statements
    head = try LogConnection.head(statements)
  }

  /// How far the service has applied a log that it follows; `nil` before the first record.
  package func cursor(of source: String) throws -> LogCursor? {
    try CursorTable(statements: statements).cursor(of: source)
  }

  /// When the last record was appended; `nil` for an empty log.
  package func lastRecordTime() throws -> Timestamp? {
    let query = try statements.statement(
      "SELECT header FROM log_record ORDER BY seq DESC LIMIT 1")
    defer { query.reset() }
    return try query.row() ? LogConnection.header(query, column: 0).time : nil
  }

  /// Hands the records with this root subject that come after a number to `take`, in order, until
  /// it returns `false`; none for zero.
  package func eachRecord(
    of subject: UUIDBytes, after sequence: UInt64 = 0, _ take: (Record) throws -> Bool
  ) throws {
    guard subject != .zero else { return }
    let query = try statements.statement(
      "SELECT header, payload FROM log_record WHERE subject = ? AND seq > ? ORDER BY seq")
    defer { query.reset() }
    try query.bindSubject(1, subject)
    try query.bind(2, Int64(clamping: sequence))
    while try query.row() {
      guard try take(try query.record(header: 0, payload: 1)) else { return }
    }
  }

  /// The followed records of a root subject that have had their effect, by source and number.
  /// - Parameter last: where the page before ended; `nil` for the first.
  package func applied(
    subject: UUIDBytes, after last: (source: String, sequence: UInt64)?, limit: Int
  ) throws -> [AppliedRecord] {
    guard subject != .zero else { return [] }
    let query = try statements.statement(
      """
      SELECT source, seq, applied_at FROM log_applied
      WHERE subject = ? AND (source, seq) > (?, ?) ORDER BY source, seq LIMIT ?
      """)
    try query.bindSubject(1, subject)
    try query.bind(2, last?.source ?? "")
    try query.bind(3, Int64(clamping: last?.sequence ?? 0))
    try query.bind(4, Int64(limit))
    return try query.all {
      AppliedRecord(
        source: query.text(0), sequence: try query.number(1), subject: subject,
        appliedAt: Timestamp(milliseconds: query.integer(2)))
    }
  }

  /// What waits of each followed log; a log of which nothing waits is left out.
  package func heldBySource() throws -> [String: HeldSummary] {
    try HeldTable(statements: statements).bySource()
  }

  /// What is in quarantine, in the order in which it was put aside.
  /// - Parameter id: of the last one of the page before; 0 for the first.
  package func quarantined(after id: Int64, limit: Int) throws -> [(id: Int64, held: HeldRecord)] {
    try HeldTable(statements: statements).faults(after: id, limit: limit)
      .map { (id: $0.id, held: $0.held) }
  }

  /// What waits of a subject behind its records in quarantine: the numbers, the lowest first and at
  /// most `limit` of them, and how many there are.
  package func waiting(
    of subject: UUIDBytes, source: String, limit: Int
  ) throws -> (sequences: [UInt64], count: Int) {
    try HeldTable(statements: statements).waiting(of: subject, source: source, limit: limit)
  }

  /// What restored logs lack of what was applied here, by log; a complete log is left out.
  package func missingBySource() throws -> [String: MissingSummary] {
    try MissingTable(statements: statements).bySource()
  }

  /// A page of it, in the order in which it was found missing.
  package func missingRecords(after id: Int64, limit: Int) throws -> [MissingRecord] {
    try MissingTable(statements: statements).page(after: id, limit: limit)
  }

  /// How many timers are due at `time`, and since when.
  package func overdue(at time: Timestamp) throws -> DueTimers {
    try DueTimers(statements, at: time)
  }
}

extension LogReader {
  /// Runs a query in one read transaction, on the file as of the last commit before it.
  ///
  /// An error that `body` throws passes through; an error of GRDB becomes a `LogError`.
  package func snapshot<Value>(_ body: (LogSnapshot) throws -> Value) throws -> Value {
    try query { try body(LogSnapshot(database: $0, statements: statements)) }
  }
}
