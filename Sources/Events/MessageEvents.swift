package import Domain

/// Messages were put into mailboxes, all of one cause in one transaction: the ledger's entry.
package struct MessagesPosted: EventPayload {
  package static let type = EventType("message.posted", 501, owner: .notifier)

  package struct Entry: Codable, Hashable, Sendable {
    package var unit: UnitID
    /// The place in that unit's mailbox.
    package var position: UInt64
    package var message: ID<Message>
    package var number: String
    package var kind: MessageKind

    package init(
      unit: UnitID, position: UInt64, message: ID<Message>, number: String, kind: MessageKind
    ) {
      self.unit = unit
      self.position = position
      self.message = message
      self.number = number
      self.kind = kind
    }
  }

  package var finding: ID<Finding>?
  /// Who alone may know of it; `nil` unless the finding is confidential.
  package var confidential: ConfidentialGroup?
  /// Sorted by unit; empty when nobody is told of the cause, which is recorded too.
  package var entries: [Entry]

  package init(
    finding: ID<Finding>?, entries: [Entry], confidential: ConfidentialGroup? = nil
  ) {
    self.finding = finding
    self.entries = entries
    self.confidential = confidential
  }
}

/// A unit acknowledged a message.
package struct MessageAcknowledged: EventPayload {
  package static let type = EventType("message.acknowledged", 502, owner: .notifier)
  package var unit: UnitID
  package var message: ID<Message>
  package var position: UInt64

  package init(unit: UnitID, message: ID<Message>, position: UInt64) {
    self.unit = unit
    self.message = message
    self.position = position
  }
}

/// A unit leaves unread what it must act on; Pusat, and a Loka's coordinator, are told.
package struct EscalationRaised: EventPayload {
  package static let type = EventType("escalation.raised", 503, owner: .notifier)
  package var unit: UnitID
  /// The message whose reading was watched, and its place in that unit's mailbox.
  package var message: ID<Message>
  package var position: UInt64
  /// How many messages the unit has not read, and since when the oldest of them waits.
  package var unread: UInt64
  package var since: Timestamp

  package init(
    unit: UnitID, message: ID<Message>, position: UInt64, unread: UInt64, since: Timestamp
  ) {
    self.unit = unit
    self.message = message
    self.position = position
    self.unread = unread
    self.since = since
  }
}
