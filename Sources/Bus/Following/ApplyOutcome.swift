public import Log

/// What became of a batch that a follower handed to its sink.
public enum ApplyOutcome: Sendable {
  /// The whole batch is committed; the cursor is that of its last record.
  case applied(LogCursor)
  /// The batch does not follow the cursor that is stored, which is given here.
  case gap(LogCursor?)
  /// The batch contradicts what is stored.
  case fork
  /// Nothing was applied, for a reason that may pass (no room, stopping).
  case failed
}
