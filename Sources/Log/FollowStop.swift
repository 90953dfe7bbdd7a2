public import Events

/// Why a follower did not accept a record.
public enum FollowStop: Hashable, Sendable {
  /// Records are missing; ask the log's owner for those from `expected` on.
  case gap(expected: UInt64, received: UInt64)
  /// The log is not the one that was followed so far. Nothing of the batch was applied; following
  /// ends until an operator decides.
  case fork(LogFork)
}

/// Where and how a log stopped being the continuation of what was applied.
public struct LogFork: Hashable, Sendable, CustomStringConvertible {
  public enum Reason: String, Sendable {
    /// Another log's id.
    case log = "log-id"
    /// Another epoch: the log was restored from a backup.
    case epoch
    /// The hash of the record before is not that of the record that was applied.
    case chain
    /// The record's bytes do not have the hash that it carries.
    case hash
    /// The same number with other content than what was applied.
    case rewritten
  }

  public let reason: Reason
  /// The record that was offered.
  public let offered: LogPosition
  /// What it was to follow.
  public let cursor: LogCursor?

  public var description: String {
    let position = cursor.map { "\($0.log) epoch \($0.epoch) number \($0.sequence)" } ?? "nothing"
    return """
      fork (\(reason.rawValue)): record \(offered.sequence) of log \(offered.log) does not \
      continue \(position)
      """
  }
}
