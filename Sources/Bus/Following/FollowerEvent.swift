public import Log

/// What can happen to a follower (WP 6.2).
public enum FollowerEvent: Sendable {
  /// The first event, once: the position that is stored, `nil` for none.
  case started(LogCursor?)
  case live(Record)
  case heartbeat(LogHead)
  /// The answer to the request with this number.
  case replayAnswer(UInt64, ReplayAnswer)
  /// The answer to the request with this number could not be decoded.
  case replayDamaged(UInt64)
  case replayRefused(UInt64, DoorRefusal)
  /// The outcome of the batch that was last given out.
  case batchEnded(ApplyOutcome)
  /// Time has passed; at least ten times a second.
  case tick
  /// The connection to the publisher or its door was made anew.
  case linkReset
}
