public import Events

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

/// Why a follower stopped.
public enum FollowerStop: Hashable, Sendable {
  /// The log's record at a number that we have is another one, or its chain does not continue ours.
  case fork
  /// The publisher's log is not the one that we follow; `nil` when it did not say which it is.
  case otherLog(LogID?)
  /// The log was restored and is in another epoch.
  case epoch(UInt64?)
  /// The log ends before our position: it was restored from an older copy.
  case olderHead
  /// The publisher's stored record after our position is damaged, again and again.
  case damaged

  /// The stable word for status output and alarms.
  public var word: String {
    switch self {
    case .fork: "fork"
    case .otherLog: "other-log"
    case .epoch: "epoch"
    case .olderHead: "older-head"
    case .damaged: "damaged"
    }
  }
}
