public import Domain

/// What a message in a mailbox is.
public enum MessageKind: String, Codable, Sendable, CaseIterable {
  case alert, update, withdrawal, task, reminder, escalation, handover, directive
  /// Something in the system needs a person: quarantined records, nobody to tell. Pusat's alone.
  case alarm
}

/// One message in a unit's mailbox. This is also the item that the mailbox door pushes.
public struct InboxEntry: Codable, Sendable {
  /// 1, 2, 3 … in this mailbox, without gaps.
  public var position: UInt64
  public var message: ID<Message>
  public var number: String
  public var kind: MessageKind
  public var finding: ID<Finding>?
  public var caseID: ID<Case>?
  /// `action`, `coordination` or `attention`; `nil` for an alarm.
  public var role: String?
  /// Why, as words of the routing rules with their parameters; their text is rendered when read.
  public var reasons: [MessageReason]
  /// The line a person reads first, as a word and its parameters, rendered when read.
  public var subject: MessageSubject
  /// The message that this one updates, withdraws or reminds of.
  public var refersTo: ID<Message>?
  public var exercise: Bool
  public var createdAt: TimeText
  public var acknowledgedAt: TimeText?

  public init(
    position: UInt64, message: ID<Message>, number: String, kind: MessageKind,
    finding: ID<Finding>?, caseID: ID<Case>?, role: String?, reasons: [MessageReason],
    subject: MessageSubject, refersTo: ID<Message>?, exercise: Bool, createdAt: TimeText,
    acknowledgedAt: TimeText?
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
    self.exercise = exercise
    self.createdAt = createdAt
    self.acknowledgedAt = acknowledgedAt
  }

  enum CodingKeys: String, CodingKey {
    case position, message, number, kind, finding, role, reasons, subject, refersTo, exercise
    case createdAt, acknowledgedAt
    case caseID = "case"
  }
}

/// Why a unit has a message: a routing rule, its parameters and its legal basis.
public struct MessageReason: Hashable, Codable, Sendable {
  public var rule: String
  public var parameters: [String: String]
  public var basis: String

  public init(rule: String, parameters: [String: String], basis: String) {
    self.rule = rule
    self.parameters = parameters
    self.basis = basis
  }

  public init(_ reason: RoutingReason) {
    self.init(
      rule: reason.rule.rawValue, parameters: reason.sentenceParameters, basis: reason.basis)
  }
}

/// The subject line of a message: rendered under the key `subject.<word>` in the reader's language.
public struct MessageSubject: Hashable, Codable, Sendable {
  public var word: String
  public var parameters: [String: String]

  public init(_ word: String, _ parameters: [String: String] = [:]) {
    self.word = word
    self.parameters = parameters
  }
}

/// A page of a mailbox.
public struct InboxAnswer: Codable, Sendable {
  /// The epoch of the mailbox; a reader that knows another one starts over.
  public var epoch: UInt64
  /// The last position of the mailbox.
  public var head: UInt64
  public var entries: [InboxEntry]

  public init(epoch: UInt64, head: UInt64, entries: [InboxEntry]) {
    self.epoch = epoch
    self.head = head
    self.entries = entries
  }
}

/// The answer to `message.acknowledge`; acknowledging again gives the first time.
public struct AcknowledgeAnswer: Codable, Sendable {
  public var message: ID<Message>
  public var unit: UnitID
  public var position: UInt64
  public var acknowledgedAt: TimeText

  public init(message: ID<Message>, unit: UnitID, position: UInt64, acknowledgedAt: TimeText) {
    self.message = message
    self.unit = unit
    self.position = position
    self.acknowledgedAt = acknowledgedAt
  }
}
