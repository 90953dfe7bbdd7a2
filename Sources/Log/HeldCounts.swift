/// How many followed records wait, by reason.
public struct HeldCounts: Hashable, Sendable {
  public var cause = 0
  /// The quarantine's own entries; what waits behind them is in `order`.
  public var fault = 0
  public var order = 0

  public init(cause: Int = 0, fault: Int = 0, order: Int = 0) {
    self.cause = cause
    self.fault = fault
    self.order = order
  }

  public var total: Int { cause + fault + order }
}
