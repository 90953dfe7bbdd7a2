public import Domain

extension Transaction {
  /// Where this service stands in a followed log; `nil` before it knows the log's id.
  public func cursor(of source: String) throws -> LogCursor? {
    try CursorTable(statements: statements).cursor(of: source)
  }

  public func cursors() throws -> [String: LogCursor] {
    try CursorTable(statements: statements).all()
  }

  /// Sets the position in a followed log. `FollowedLogs` does it for the records that it applies; a
  /// follower that learns a log's id sets the place before its first record.
  public func setCursor(_ cursor: LogCursor, of source: String) throws {
    try CursorTable(statements: statements).set(cursor, of: source)
  }

  /// Followed records that wait, the oldest first.
  public func heldRecords(limit: Int) throws -> [HeldRecord] {
    try HeldTable(statements: statements).oldest(limit)
  }

  public func heldCounts() throws -> HeldCounts {
    try HeldTable(statements: statements).counts()
  }

  /// What waits of each followed log; a log of which nothing waits is left out.
  public func heldBySource() throws -> [String: HeldSummary] {
    try HeldTable(statements: statements).bySource()
  }

  /// Whether records of this subject from `source` wait: what depends on the subject's
  /// state must then not be decided.
  public func isHeld(_ subject: UUIDBytes, source: String) throws -> Bool {
    try HeldTable(statements: statements).firstReason(of: subject, source: source) != nil
  }

  /// Whether a later record of this one's subject has had its effect.
  func isOvertaken(_ record: Record, source: String) throws -> Bool {
    guard record.header.subject != .zero else { return false }
    let statement = try statements.statement(
      "SELECT EXISTS (SELECT 1 FROM log_applied WHERE subject = ? AND source = ? AND seq > ?)")
    defer { statement.reset() }
    try statement.bindSubject(1, record.header.subject)
    try statement.bind(2, source)
    try statement.bind(3, Int64(clamping: record.header.sequence))
    return try statement.row() && statement.integer(0) != 0
  }

  func noteApplied(_ record: Record, source: String) throws {
    let statement = try statements.statement(
      "INSERT INTO log_applied (source, seq, subject, applied_at) VALUES (?, ?, ?, ?)")
    try statement.bind(1, source)
    try statement.bind(2, Int64(clamping: record.header.sequence))
    try statement.bindSubject(3, record.header.subject)
    try statement.bind(4, time.milliseconds)
    try statement.run()
  }
}
