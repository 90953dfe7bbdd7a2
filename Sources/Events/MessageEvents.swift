package import Domain

/// Messages were put into mailboxes, all of one cause in one transaction: the ledger's entry, and
/// the only place where what a unit reads is written down.
///
/// What several units are told alike (subjects, reasons) stands once, and the entries point to it.
package struct MessagesPosted: EventPayload {
  package static let type = EventType("message.posted", 501, owner: .notifier)

  /// The record because of which somebody is told: of a followed log, or of the notifier's own for an
  /// alarm or an escalation.
  package struct Cause: Hashable, Sendable {
    package var source: ServiceName
    package var sequence: UInt64
    /// By which the ledger knows it, whatever its number.
    package var event: ID<AnyEvent>

    package init(source: ServiceName, sequence: UInt64, event: ID<AnyEvent>) {
      self.source = source
      self.sequence = sequence
      self.event = event
    }
  }

  package struct Entry: Hashable, Sendable {
    package var unit: UnitID
    /// The place in that unit's mailbox.
    package var position: UInt64
    package var message: ID<Message>
    package var kind: MessageKind
    /// The role in the finding; `nil` for an alarm.
    package var role: String?
    /// Which of `subjects` it has.
    package var subject: Int
    /// Which of `reasons` it has.
    package var reasons: [Int]
    /// The message that this one updates, withdraws or reminds of.
    package var refersTo: ID<Message>?
    /// The zone in which the unit reads times.
    package var zone: IndonesianZone

    package init(
      unit: UnitID, position: UInt64, message: ID<Message>, kind: MessageKind, zone: IndonesianZone
    ) {
      self.unit = unit
      self.position = position
      self.message = message
      self.kind = kind
      self.zone = zone
      subject = 0
      reasons = []
    }

    /// Whether its unit must do something: a task, or news of a finding on which it must act.
    package var demandsAction: Bool { role == RecipientRole.action.rawValue }
  }

  package var cause: Cause
  package var finding: ID<Finding>?
  package var caseID: ID<Case>?
  /// Who alone may know of it; `nil` unless the finding is confidential.
  package var confidential: ConfidentialGroup?
  /// The number of the first entry; the others have the ones after it. `nil` without entries.
  package var firstNumber: String?
  package var subjects: [MessageSubject]
  package var reasons: [MessageReason]
  /// Sorted by unit, each once; empty when nobody is told of the cause, which is recorded too.
  package var entries: [Entry]

  package init(cause: Cause, finding: ID<Finding>?, caseID: ID<Case>? = nil) {
    self.cause = cause
    self.finding = finding
    self.caseID = caseID
    subjects = []
    reasons = []
    entries = []
  }

  enum CodingKeys: String, CodingKey {
    case cause, finding, confidential, firstNumber, subjects, reasons, entries
    case caseID = "case"
  }

  /// The message of one unit as that unit reads it.
  /// - Parameters:
  ///   - index: of the entry.
  ///   - time: when it was posted.
  /// - Returns: `nil` when the event has no such entry, or points to what it does not have.
  package func message(
    _ index: Int, postedAt time: Timestamp, isExercise: Bool, acknowledgedAt: Timestamp?
  ) -> InboxEntry? {
    guard entries.indices.contains(index), subjects.indices.contains(entries[index].subject),
      entries[index].reasons.allSatisfy(reasons.indices.contains),
      let first = firstNumber.flatMap({ RecordNumber($0) })
    else { return nil }
    let entry = entries[index]
    let number = RecordNumber(
      prefix: first.prefix, year: first.year, ordinal: first.ordinal + index, epoch: first.epoch)
    return InboxEntry(
      position: entry.position, message: entry.message, number: number.description,
      kind: entry.kind, finding: finding, caseID: caseID, role: entry.role,
      reasons: entry.reasons.map { reasons[$0] }, subject: subjects[entry.subject],
      refersTo: entry.refersTo, confidential: confidential, exercise: isExercise,
      createdAt: TimeText(time, in: entry.zone), acknowledgedAt: acknowledgedAt.map { TimeText($0) }
    )
  }
}

/// Units were handed messages of their mailboxes for the first time.
package struct MessagesDelivered: EventPayload {
  package static let type = EventType("message.delivered", 504, owner: .notifier)

  package struct Delivery: Codable, Hashable, Sendable {
    package var unit: UnitID
    /// Everything up to this place was handed over.
    package var through: UInt64

    package init(unit: UnitID, through: UInt64) {
      self.unit = unit
      self.through = through
    }
  }

  /// Sorted by unit, each once.
  package var deliveries: [Delivery]

  package init(deliveries: [Delivery]) {
    self.deliveries = deliveries
  }
}

/// A unit's reading is watched from here on: of another message than before, or of none.
package struct ReadingAwaited: EventPayload {
  package static let type = EventType("reading.awaited", 505, owner: .notifier)
  package var unit: UnitID
  /// The message whose reading is waited for; `nil` when the unit has read everything on which it
  /// must act.
  package var message: ID<Message>?
  /// Until when; `nil` without a message.
  package var until: Timestamp?
  /// Whether it has been told already that this message lies unread.
  package var told: Bool

  package init(unit: UnitID, message: ID<Message>?, until: Timestamp?, told: Bool) {
    self.unit = unit
    self.message = message
    self.until = until
    self.told = told
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
  /// When it is looked again whether the unit has read it.
  package var until: Timestamp

  package init(
    unit: UnitID, message: ID<Message>, position: UInt64, unread: UInt64, since: Timestamp,
    until: Timestamp
  ) {
    self.unit = unit
    self.message = message
    self.position = position
    self.unread = unread
    self.since = since
    self.until = until
  }
}
