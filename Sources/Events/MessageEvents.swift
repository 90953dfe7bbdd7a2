public import Domain

/// Messages were put into mailboxes, all of one cause in one transaction: the ledger's entry.
public struct MessagesPosted: EventPayload {
  public static let type = EventType("message.posted", 501, owner: .notifier)

  public struct Entry: Codable, Hashable, Sendable {
    public var unit: UnitID
    /// The place in that unit's mailbox.
    public var position: UInt64
    public var message: ID<Message>
    public var number: String
    public var kind: MessageKind

    public init(
      unit: UnitID, position: UInt64, message: ID<Message>, number: String, kind: MessageKind
    ) {
      self.unit = unit
      self.position = position
      self.message = message
      self.number = number
      self.kind = kind
    }
  }

  public var finding: ID<Finding>?
  /// Sorted by unit; empty when nobody is told of the cause, which is recorded too.
  public var entries: [Entry]

  public init(finding: ID<Finding>?, entries: [Entry]) {
    self.finding = finding
    self.entries = entries
  }
}

/// A unit acknowledged a message.
public struct MessageAcknowledged: EventPayload {
  public static let type = EventType("message.acknowledged", 502, owner: .notifier)
  public var unit: UnitID
  public var message: ID<Message>
  public var position: UInt64

  public init(unit: UnitID, message: ID<Message>, position: UInt64) {
    self.unit = unit
    self.message = message
    self.position = position
  }
}

/// A unit leaves unread what it must act on; Pusat, and a Loka's coordinator, are told.
public struct EscalationRaised: EventPayload {
  public static let type = EventType("escalation.raised", 503, owner: .notifier)
  public var unit: UnitID
  /// The message whose reading was watched, and its place in that unit's mailbox.
  public var message: ID<Message>
  public var position: UInt64
  /// How many messages the unit has not read, and since when the oldest of them waits.
  public var unread: UInt64
  public var since: Timestamp

  public init(
    unit: UnitID, message: ID<Message>, position: UInt64, unread: UInt64, since: Timestamp
  ) {
    self.unit = unit
    self.message = message
    self.position = position
    self.unread = unread
    self.since = since
  }
}
