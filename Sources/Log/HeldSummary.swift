public import Domain

/// What waits of one followed log, and since when (domain time).
public struct HeldSummary: Hashable, Sendable {
  public private(set) var counts = HeldCounts()
  /// Of the records that wait for a cause or behind another; `nil` when none does.
  public private(set) var waitingSince: Timestamp?
  /// Of the quarantine's own entries.
  public private(set) var faultSince: Timestamp?

  public init() {}

  mutating func add(_ reason: String, count: Int, since: Timestamp) {
    switch reason {
    case "fault":
      counts.fault = count
      faultSince = since
    case "cause":
      counts.cause = count
      waitingSince = min(waitingSince ?? since, since)
    default:
      counts.order = count
      waitingSince = min(waitingSince ?? since, since)
    }
  }
}
