import Events
import Security

extension FollowedLogs {
  /// Records that one portion of an adoption moves.
  private static let adoptionPortionMax = 256

  /// Goes back to `cursor`, the last record that a restored log has in common with what was applied
  /// here, and accepts the log's epoch. What lies behind it is noted as missing, and is recognised by
  /// its identifier when it comes again.
  ///
  /// What the records' effects were is not undone: that is for the service to do, and then to call
  /// `releaseReached`.
  ///
  /// - Returns: how many records are missing now.
  /// - Throws: `LogError.misuse` if the log is not followed, or if `cursor` is of another log, of no
  ///   later epoch, or not what was applied here.
  package func adopt(
    _ cursor: LogCursor, of source: String, in transaction: Transaction
  ) throws -> Int {
    while try prepareAdoption(cursor, of: source, in: transaction) {}
    try EpochTable(statements: transaction.statements).delete(
      after: cursor.sequence, of: source)
    try transaction.setCursor(cursor, of: source)
    return try AdoptionTable(statements: transaction.statements).end(of: source)
  }

  /// Notes as missing a portion of what lies behind `cursor`, so that `adopt` finds little left to do.
  /// The log must not be followed meanwhile. A process that ends before `adopt` leaves a log that is
  /// followed no more, to be adopted again.
  ///
  /// - Returns: whether there may be more of it.
  /// - Throws: as `adopt`.
  package func prepareAdoption(
    _ cursor: LogCursor, of source: String, in transaction: Transaction
  ) throws -> Bool {
    guard logs[source] != nil, let current = try transaction.cursor(of: source) else {
      throw LogError(.misuse, "The log of \(source) is not followed here.")
    }
    guard current.log == cursor.log, current.epoch < cursor.epoch,
      try hash(of: cursor.sequence, behind: current, source, transaction) == cursor.hash
    else { throw LogError(.misuse, "The log of \(source) does not agree at the place given.") }
    transaction.following = nil
    let missing = MissingTable(statements: transaction.statements)
    let held = HeldTable(statements: transaction.statements)
    let limit = FollowedLogs.adoptionPortionMax
    let applied = try missing.moveApplied(
      after: cursor.sequence, of: source, limit: limit, at: transaction.time)
    let entries = try held.entries(
      after: cursor.sequence, source: source, limit: limit - applied.moved)
    for entry in entries {
      try missing.insert(entry.held, at: transaction.time)
      try held.unblock(entry.held.record.header.subject)
      try held.delete(entry.id)
    }
    try AdoptionTable(statements: transaction.statements)
      .note(applied.missing + entries.count, after: cursor.sequence, of: source)
    return applied.moved + entries.count == limit
  }

  private func hash(
    of sequence: UInt64, behind cursor: LogCursor, _ source: String, _ transaction: Transaction
  ) throws -> Digest32? {
    if sequence == 0 { return .zero }
    if sequence == cursor.sequence { return cursor.hash }
    guard sequence < cursor.sequence else { return nil }
    return try AppliedTable(statements: transaction.statements)
      .hash(of: sequence, source: source)
  }
}

/// The table of adoptions that are under way.
struct AdoptionTable {
  let statements: StatementCache

  /// The number behind which records of a log are being noted as missing; `nil` when it is not being
  /// adopted.
  func place(of source: String) throws -> UInt64? {
    let query = try statements.statement("SELECT seq FROM log_adoption WHERE source = ?")
    try query.bind(1, source)
    return try query.all { try query.number(0) }.first
  }

  func note(_ count: Int, after sequence: UInt64, of source: String) throws {
    let statement = try statements.statement(
      """
      INSERT INTO log_adoption (source, seq, moved) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET seq = excluded.seq, moved = moved + excluded.moved
      """)
    try statement.bind(1, source)
    try statement.bind(2, Int64(clamping: sequence))
    try statement.bind(3, Int64(count))
    try statement.run()
  }

  /// - Returns: how many records were noted as missing.
  func end(of source: String) throws -> Int {
    let statement = try statements.statement(
      "DELETE FROM log_adoption WHERE source = ? RETURNING moved")
    try statement.bind(1, source)
    return try statement.all { Int(statement.integer(0)) }.first ?? 0
  }
}
