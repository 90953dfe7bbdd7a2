public import Domain

/// One record on the way of a finding: where it stands, when it was committed and published, and
/// when each follower applied it.
public struct TraceHop: Codable, Sendable {
  public struct Application: Codable, Sendable {
    /// The record that this service applied.
    public var source: ServiceName
    public var sequence: UInt64
    public var at: TimeText

    public init(source: ServiceName, sequence: UInt64, at: TimeText) {
      self.source = source
      self.sequence = sequence
      self.at = at
    }
  }

  public var service: ServiceName
  public var log: LogID
  public var sequence: UInt64
  public var type: String
  public var committedAt: TimeText
  /// `nil` while not noted (a crash before the note was committed).
  public var publishedAt: TimeText?
  public var cause: [LogPosition]

  public init(
    service: ServiceName, log: LogID, sequence: UInt64, type: String, committedAt: TimeText,
    publishedAt: TimeText?, cause: [LogPosition]
  ) {
    self.service = service
    self.log = log
    self.sequence = sequence
    self.type = type
    self.committedAt = committedAt
    self.publishedAt = publishedAt
    self.cause = cause
  }
}

/// A service's part of the answer to `trace`.
public struct TraceAnswer: Codable, Sendable {
  /// A message that reached a mailbox. The notifier's alone.
  public struct Delivery: Codable, Sendable {
    public var unit: UnitID
    public var position: UInt64
    public var message: ID<Message>
    public var kind: String
    public var storedAt: TimeText
    /// First handed to a connected reader; `nil` when nobody has read it yet.
    public var deliveredAt: TimeText?
    public var acknowledgedAt: TimeText?

    public init(
      unit: UnitID, position: UInt64, message: ID<Message>, kind: String, storedAt: TimeText,
      deliveredAt: TimeText?, acknowledgedAt: TimeText?
    ) {
      self.unit = unit
      self.position = position
      self.message = message
      self.kind = kind
      self.storedAt = storedAt
      self.deliveredAt = deliveredAt
      self.acknowledgedAt = acknowledgedAt
    }
  }

  public var hops: [TraceHop]
  public var applied: [TraceHop.Application]
  public var deliveries: [Delivery]

  public init(
    hops: [TraceHop], applied: [TraceHop.Application], deliveries: [Delivery] = []
  ) {
    self.hops = hops
    self.applied = applied
    self.deliveries = deliveries
  }
}
