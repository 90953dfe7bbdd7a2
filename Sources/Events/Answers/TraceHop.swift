package import Domain

/// One record on the way of a finding: where it stands, when it was committed and published, and
/// when each follower applied it.
package struct TraceHop: Codable, Sendable {
  package struct Application: Codable, Sendable {
    /// The record that this service applied.
    package var source: ServiceName
    package var sequence: UInt64
    package var at: TimeText

    package init(source: ServiceName, sequence: UInt64, at: TimeText) {
      self.source = source
      self.sequence = sequence
      self.at = at
    }
  }

  package var service: ServiceName
  package var log: LogID
  package var sequence: UInt64
  package var type: String
  package var committedAt: TimeText
  /// `nil` while not noted (a crash before the note was committed).
  package var publishedAt: TimeText?
  package var cause: [LogPosition]

  package init(
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

/// A service's part of the answer to `trace`, a page of it.
package struct TraceAnswer: Codable, Sendable {
  /// A message that reached a mailbox. The notifier's alone.
  package struct Delivery: Codable, Sendable {
    package var unit: UnitID
    package var position: UInt64
    package var message: ID<Message>
    package var kind: String
    package var storedAt: TimeText
    /// First handed to a connected reader; `nil` when nobody has read it yet.
    package var deliveredAt: TimeText?
    package var acknowledgedAt: TimeText?

    package init(
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

  package var hops: [TraceHop]
  package var applied: [TraceHop.Application]
  package var deliveries: [Delivery]
  /// The `after` of the next page; `nil` when this was the last.
  package var next: String?

  package init(
    hops: [TraceHop], applied: [TraceHop.Application], deliveries: [Delivery] = [],
    next: String? = nil
  ) {
    self.next = next
    self.hops = hops
    self.applied = applied
    self.deliveries = deliveries
  }
}
