public import Domain

/// A unit that leaves unread what it must act on, of which Pusat was told.
public struct UnreadMail: Codable, Hashable, Sendable {
  public var unit: UnitID
  /// Its unread messages, and since when the oldest of them waits.
  public var count: UInt64
  public var since: Timestamp

  public init(unit: UnitID, count: UInt64, since: Timestamp) {
    self.unit = unit
    self.count = count
    self.since = since
  }
}
