package import Domain

extension Transaction {
  /// Sets a timer, or moves the one with the same id.
  package func schedule(_ timer: LogTimer) throws {
    let statement = try statements.statement(
      """
      INSERT INTO log_timer (id, kind, subject, due_at, next_at) VALUES (?1, ?2, ?3, ?4, ?4)
      ON CONFLICT DO UPDATE SET
        kind = excluded.kind, subject = excluded.subject, due_at = excluded.due_at,
        next_at = excluded.next_at, attempts = 0
      """)
    try statement.bind(1, timer.id)
    try statement.bind(2, timer.kind)
    try statement.bindSubject(3, timer.subject)
    try statement.bind(4, timer.dueAt.milliseconds)
    try statement.run()
  }

  /// Removes a timer that has been carried out or is no longer wanted.
  /// - Returns: whether there was one.
  @discardableResult
  package func cancelTimer(_ id: String) throws -> Bool {
    let statement = try statements.statement("DELETE FROM log_timer WHERE id = ? RETURNING 1")
    defer { statement.reset() }
    try statement.bind(1, id)
    return try statement.row()
  }

  /// Removes all timers of a subject.
  /// - Returns: how many there were.
  @discardableResult
  package func cancelTimers(subject: UUIDBytes) throws -> Int {
    guard subject != .zero else { return 0 }
    let statement = try statements.statement(
      "DELETE FROM log_timer WHERE subject = ? RETURNING 1")
    try statement.bindSubject(1, subject)
    return try statement.all { true }.count
  }

  /// A timer failed: it is tried again a minute later, after each further failure after twice the
  /// time, at most an hour, so that it keeps no other from being carried out.
  /// - Returns: how often it has failed since it was set.
  package func postponeTimer(_ id: String) throws -> Int {
    let statement = try statements.statement(
      """
      UPDATE log_timer SET attempts = attempts + 1,
        next_at = ?2 + min(60000 << min(attempts, 6), 3600000)
      WHERE id = ?1 RETURNING attempts
      """)
    try statement.bind(1, id)
    try statement.bind(2, time.milliseconds)
    return try statement.all { Int(statement.integer(0)) }.first ?? 0
  }

  /// The timers that are to be carried out at `time`, the earliest first. Whoever carries one out
  /// cancels it in the same piece of work.
  package func dueTimers(at time: Timestamp, limit: Int) throws -> [LogTimer] {
    let query = try statements.statement(
      """
      SELECT id, kind, subject, due_at FROM log_timer WHERE next_at <= ? ORDER BY next_at, id LIMIT ?
      """)
    try query.bind(1, time.milliseconds)
    try query.bind(2, Int64(limit))
    return try query.all { timer(query) }
  }

  package func timer(_ id: String) throws -> LogTimer? {
    let query = try statements.statement(
      "SELECT id, kind, subject, due_at FROM log_timer WHERE id = ?")
    defer { query.reset() }
    try query.bind(1, id)
    return try query.row() ? timer(query) : nil
  }

  /// When the next timer is to be carried out; `nil` if there is none.
  package func nextTimerDue() throws -> Timestamp? {
    let query = try statements.statement("SELECT min(next_at) FROM log_timer")
    defer { query.reset() }
    guard try query.row(), !query.isNull(0) else { return nil }
    return Timestamp(milliseconds: query.integer(0))
  }

  private func timer(_ query: PreparedStatement) -> LogTimer {
    LogTimer(
      id: query.text(0), kind: query.text(1), subject: query.uuid(2),
      dueAt: Timestamp(milliseconds: query.integer(3)))
  }
}

/// Something that falls due at a domain time: a deadline, a reminder, an escalation.
package struct LogTimer: Hashable, Sendable {
  /// The service's own name for it; scheduling it again moves it.
  package var id: String
  package var kind: String
  /// Zero for none.
  package var subject: UUIDBytes
  package var dueAt: Timestamp

  package init(id: String, kind: String, subject: UUIDBytes, dueAt: Timestamp) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.dueAt = dueAt
  }
}

/// Timers that are due and not carried out.
package struct DueTimers: Hashable, Sendable {
  package var count: Int
  /// When the first of them fell due; `nil` when there is none.
  package var since: Timestamp?

  package init(count: Int = 0, since: Timestamp? = nil) {
    self.count = count
    self.since = since
  }

  init(_ statements: StatementCache, at time: Timestamp) throws {
    // A timer that failed is due all the while, although it is tried again only later.
    let query = try statements.statement(
      """
      SELECT count(*), min(due_at) FROM (
        SELECT due_at FROM log_timer WHERE next_at <= ?1
        UNION ALL SELECT due_at FROM log_timer WHERE attempts > 0 AND next_at > ?1)
      """)
    defer { query.reset() }
    try query.bind(1, time.milliseconds)
    guard try query.row(), query.integer(0) > 0 else {
      self.init()
      return
    }
    self.init(
      count: Int(query.integer(0)), since: Timestamp(milliseconds: query.integer(1)))
  }
}
