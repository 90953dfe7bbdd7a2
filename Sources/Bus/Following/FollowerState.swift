/// How a follower stands with its log (WP 6.1).
public enum FollowerState: Hashable, Sendable {
  /// Nothing heard since the start.
  case connecting
  /// Knows that the log goes further, or does not know yet where it ends.
  case catchingUp
  /// Reached the head that it was last told.
  case live
  /// Heard nothing for the silence limit; `since` is the last sign, or the start.
  case down(since: MonotonicMillis)
  /// Applies nothing of this log any more: a person must look.
  case stopped(FollowerStop)

  public var isStopped: Bool {
    if case .stopped = self { true } else { false }
  }

  /// The stable word for status output.
  public var word: String {
    switch self {
    case .connecting: "connecting"
    case .catchingUp: "catching-up"
    case .live: "live"
    case .down: "down"
    case .stopped: "stopped"
    }
  }
}
