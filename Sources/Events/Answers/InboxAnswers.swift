package import Domain

/// What a message in a mailbox is.
package struct MessageKind: OpenWord {
  package static let alert = Self(rawValue: "alert")
  package static let update = Self(rawValue: "update")
  package static let withdrawal = Self(rawValue: "withdrawal")
  package static let task = Self(rawValue: "task")
  package static let reminder = Self(rawValue: "reminder")
  package static let escalation = Self(rawValue: "escalation")
  package static let handover = Self(rawValue: "handover")
  package static let directive = Self(rawValue: "directive")
  /// Something in the system needs a person: quarantined records, nobody to tell. Pusat's alone.
  package static let alarm = Self(rawValue: "alarm")

  package static let known: [Self] = [
    .alert, .update, .withdrawal, .task, .reminder, .escalation, .handover, .directive, .alarm,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// One message in a unit's mailbox. This is also the item that the mailbox door pushes.
package struct InboxEntry: Sendable {
  /// 1, 2, 3 … in this mailbox, without gaps.
  package var position: UInt64
  package var message: ID<Message>
  package var number: String
  package var kind: MessageKind
  package var finding: ID<Finding>?
  package var caseID: ID<Case>?
  /// `action`, `coordination` or `attention`; `nil` for an alarm.
  package var role: String?
  /// Why, as words of the routing rules with their parameters; their text is rendered when read.
  package var reasons: [MessageReason]
  /// The line a person reads first, as a word and its parameters, rendered when read.
  package var subject: MessageSubject
  /// The message that this one updates, withdraws or reminds of.
  package var refersTo: ID<Message>?
  /// Who alone may know of it; `nil` unless its finding is confidential.
  package var confidential: ConfidentialGroup?
  package var exercise: Bool
  package var createdAt: TimeText
  package var acknowledgedAt: TimeText?

  package init(
    position: UInt64, message: ID<Message>, number: String, kind: MessageKind,
    finding: ID<Finding>?, caseID: ID<Case>?, role: String?, reasons: [MessageReason],
    subject: MessageSubject, refersTo: ID<Message>?, confidential: ConfidentialGroup? = nil,
    exercise: Bool, createdAt: TimeText, acknowledgedAt: TimeText?
  ) {
    self.position = position
    self.message = message
    self.number = number
    self.kind = kind
    self.finding = finding
    self.caseID = caseID
    self.role = role
    self.reasons = reasons
    self.subject = subject
    self.refersTo = refersTo
    self.confidential = confidential
    self.exercise = exercise
    self.createdAt = createdAt
    self.acknowledgedAt = acknowledgedAt
  }
}

/// Why a unit has a message: a routing rule, its parameters and its legal basis.
package struct MessageReason: Hashable, Sendable {
  package var rule: String
  package var parameters: [String: String]
  package var basis: String

  package init(rule: String, parameters: [String: String], basis: String) {
    self.rule = rule
    self.parameters = parameters
    self.basis = basis
  }

  package init(_ reason: RoutingReason) {
    self.init(
      rule: reason.rule.rawValue, parameters: reason.sentenceParameters, basis: reason.basis)
  }
}

/// The subject line of a message: rendered under the key `subject.<word>` in the reader's language.
package struct MessageSubject: Hashable, Sendable {
  package var word: String
  package var parameters: [String: String]

  package init(_ word: String, _ parameters: [String: String] = [:]) {
    self.word = word
    self.parameters = parameters
  }
}

/// A page of a mailbox.
package struct InboxAnswer: Codable, Sendable {
  /// The epoch of the mailbox; a reader that knows another one starts over.
  package var epoch: UInt64
  /// The last position of the mailbox.
  package var head: UInt64
  package var entries: [InboxEntry]
  /// The `after` of the next page; `nil` when this was the last.
  package var next: UInt64?

  package init(epoch: UInt64, head: UInt64, entries: [InboxEntry], next: UInt64? = nil) {
    self.next = next
    self.epoch = epoch
    self.head = head
    self.entries = entries
  }
}

/// The answer to `message.acknowledge`; acknowledging again gives the first time.
package struct AcknowledgeAnswer: Codable, Sendable {
  package var message: ID<Message>
  package var unit: UnitID
  package var position: UInt64
  package var acknowledgedAt: TimeText

  package init(message: ID<Message>, unit: UnitID, position: UInt64, acknowledgedAt: TimeText) {
    self.message = message
    self.unit = unit
    self.position = position
    self.acknowledgedAt = acknowledgedAt
  }
}
