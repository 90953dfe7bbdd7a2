public import Log

/// What a follower's shell must do, in order.
public enum FollowerEffect: Sendable {
  /// Send this request through the door; answers to it carry `number`.
  case ask(number: UInt64, ReplayRequest)
  /// Hand the batch to the sink. There is no other before its outcome is told.
  case apply([Record])
  /// Leave what arrives on the SUB socket unread, but keep the socket in the poll set (WP 6.3).
  case stopReading
  case resumeReading
  /// The state changed.
  case report(FollowerState)
  /// Send a position report (WP 8).
  case reportPosition(LogCursor)
}
