public import Events

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
