import Events
import Security

extension FollowedLogs {
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
    guard logs[source] != nil, let current = try transaction.cursor(of: source) else {
      throw LogError(.misuse, "The log of \(source) is not followed here.")
    }
    guard current.log == cursor.log, current.epoch < cursor.epoch,
      try hash(of: cursor.sequence, behind: current, source, transaction) == cursor.hash
    else { throw LogError(.misuse, "The log of \(source) does not agree at the place given.") }
    transaction.following = nil
    let missing = MissingTable(statements: transaction.statements)
    let held = HeldTable(statements: transaction.statements)
    var count = try missing.moveApplied(
      after: cursor.sequence, of: source, at: transaction.time)
    for entry in try held.entries(after: cursor.sequence, source: source) {
      try missing.insert(entry.held, at: transaction.time)
      try held.delete(entry.id)
      count += 1
    }
    try EpochTable(statements: transaction.statements).delete(
      after: cursor.sequence, of: source)
    try transaction.setCursor(cursor, of: source)
    return count
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
