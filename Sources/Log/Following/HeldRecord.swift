package import Domain
package import Events

/// A followed record that the cursor has passed and that has had no effect yet.
package struct HeldRecord: Sendable {
  package enum Reason: Hashable, Sendable {
    /// It rests on a record that has not been applied yet.
    case cause(LogPosition)
    /// Quarantine: its handler failed.
    case fault(String)
    /// An earlier record of the same source and subject waits.
    case order
  }

  package let source: String
  package let record: Record
  package let reason: Reason
  /// How often its handler has failed.
  package let attempts: Int
  /// Domain time at which it was put aside.
  package let heldAt: Timestamp
}

/// How many followed records wait, by reason.
package struct HeldCounts: Hashable, Sendable {
  package var cause = 0
  /// The quarantine's own entries; what waits behind them is in `order`.
  package var fault = 0
  package var order = 0

  package init(cause: Int = 0, fault: Int = 0, order: Int = 0) {
    self.cause = cause
    self.fault = fault
    self.order = order
  }

  package var total: Int { cause + fault + order }
}

/// What waits of one followed log, and since when (domain time).
package struct HeldSummary: Hashable, Sendable {
  package private(set) var counts = HeldCounts()
  /// Of the records that wait for a cause or behind another; `nil` when none does.
  package private(set) var waitingSince: Timestamp?
  /// Of the quarantine's own entries.
  package private(set) var faultSince: Timestamp?

  package init() {}

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
