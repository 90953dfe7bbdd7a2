package import Domain

extension Transaction {
  /// Where this service stands in a followed log; `nil` before it knows the log's id.
  package func cursor(of source: String) throws -> LogCursor? {
    try CursorTable(statements: statements).cursor(of: source)
  }

  package func cursors() throws -> [String: LogCursor] {
    try CursorTable(statements: statements).all()
  }

  /// Sets the position in a followed log. `FollowedLogs` does it for the records that it applies; a
  /// follower that learns a log's id sets the place before its first record.
  package func setCursor(_ cursor: LogCursor, of source: String) throws {
    following = nil
    try CursorTable(statements: statements).set(cursor, of: source)
  }

  /// The headers of what waits of one followed log, in the order of the log.
  package func heldHeaders(of source: String) throws -> [RecordHeader] {
    try HeldTable(statements: statements).headers(of: source)
  }

  /// Whether anything of one followed log waits; its cost does not grow with what waits.
  package func isAnythingHeld(of source: String) throws -> Bool {
    try HeldTable(statements: statements).isAnythingHeld(of: source)
  }

  package func heldCounts() throws -> HeldCounts {
    try HeldTable(statements: statements).counts()
  }

  /// What waits of each followed log; a log of which nothing waits is left out.
  package func heldBySource() throws -> [String: HeldSummary] {
    try HeldTable(statements: statements).bySource()
  }

  /// Whether records of this subject from `source` wait: what depends on the subject's
  /// state must then not be decided.
  package func isHeld(_ subject: UUIDBytes, source: String) throws -> Bool {
    try HeldTable(statements: statements).firstReason(of: subject, source: source) != nil
  }

  /// Whether a later record of this one's subject that takes it back has had its effect.
  func isOvertaken(_ record: Record, of log: FollowedLog) throws -> Bool {
    guard record.header.subject != .zero else { return false }
    let statement = try statements.statement(
      "SELECT type FROM log_applied WHERE subject = ? AND source = ? AND seq > ?")
    try statement.bindSubject(1, record.header.subject)
    try statement.bind(2, log.source)
    try statement.bind(3, Int64(clamping: record.header.sequence))
    // Without a type: an earlier version applied it, which let nothing else pass.
    return try statement.all {
      statement.isNull(0)
        || log.withdrawalTypes.contains(UInt32(truncatingIfNeeded: statement.integer(0)))
    }.contains(true)
  }

  /// Whether a restored log lacks records of this subject that were applied or waited here.
  package func isMissing(_ subject: UUIDBytes, source: String) throws -> Bool {
    try MissingTable(statements: statements).isMissing(subject, of: source)
  }

  /// The epoch of this log's last record; `nil` for an empty log. `head` has the epoch in which the
  /// next one is written.
  package func lastRecordEpoch() throws -> UInt64? {
    let query = try statements.statement("SELECT header FROM log_record ORDER BY seq DESC LIMIT 1")
    defer { query.reset() }
    return try query.row() ? LogConnection.header(query, column: 0).epoch : nil
  }
}
