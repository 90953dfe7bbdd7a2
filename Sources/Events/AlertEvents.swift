public import Domain

/// One recipient of an alert, as frozen before anything is sent.
public struct AlertRecipient: Codable, Hashable, Sendable {
  public var unit: UnitID
  /// The strongest of `roles`.
  public var role: RecipientRole
  public var roles: [RecipientRole]
  /// False for the reporter's own unit, which gets tasks but no news of its own report.
  public var news: Bool
  /// What this message is to this unit: the first it hears of a standing finding is an alert, also
  /// when the others get an update.
  public var kind: Announcement
  public var reasons: [RoutingReason]

  public init(_ recipient: Recipient, kind: Announcement) {
    unit = recipient.unit
    role = recipient.role
    roles = recipient.roles
    news = recipient.news
    self.kind = kind
    reasons = recipient.reasons
  }

  /// As routing made it: what a later version is merged with.
  public var recipient: Recipient {
    Recipient(unit: unit, role: role, roles: roles, news: news, reasons: reasons)
  }
}

/// What one version of a finding made watch tell: the frozen circle with every reason. It is stored
/// before anything is sent, and what is sent is this.
public struct AlertContent: Codable, Hashable, Sendable {
  public var alert: ID<Alert>
  public var caseID: ID<Case>
  public var caseNumber: String
  public var finding: ID<Finding>
  public var findingNumber: String
  public var version: Int
  public var state: FindingState
  /// True until the laboratory has spoken.
  public var presumptive: Bool
  /// True while only the named group is told.
  public var held: Bool
  public var riskClass: RiskClass
  /// What a person reads first: the product as the officer named it, and the substance by the
  /// registry's identifier where it has one.
  public var product: String?
  public var substance: String
  public var foundAt: Timestamp
  /// When findings committed what caused this alert: terms of tasks run from it.
  public var receivedAt: Timestamp
  /// When what caused it happened: decides the coordinator.
  public var occurredAt: Timestamp
  public var reporter: UnitID
  /// Why it was withdrawn, in the words of who withdrew it.
  public var reason: String?
  public var flags: [FindingFlag]
  /// Sorted by unit.
  public var recipients: [AlertRecipient]
  /// Sorted by unit.
  public var notTold: [NotTold]
  /// The alert before this one, of the same finding.
  public var refersTo: ID<Alert>?

  public init(
    alert: ID<Alert>, caseID: ID<Case>, caseNumber: String, snapshot: FindingSnapshot,
    receivedAt: Timestamp, occurredAt: Timestamp, riskClass: RiskClass
  ) {
    self.alert = alert
    self.caseID = caseID
    self.caseNumber = caseNumber
    finding = snapshot.finding
    findingNumber = snapshot.number
    version = snapshot.version
    state = snapshot.state
    presumptive = snapshot.state == .presumptive || snapshot.state == .reported
    held = snapshot.held
    self.riskClass = riskClass
    product = snapshot.document.product?.name
    substance = snapshot.document.substance.id?.rawValue ?? snapshot.document.substance.given
    foundAt = snapshot.document.foundAt
    self.receivedAt = receivedAt
    self.occurredAt = occurredAt
    reporter = snapshot.reporter
    flags = []
    recipients = []
    notTold = []
  }

  /// Everyone who was told of this version or of an earlier one, each with its latest entry: no
  /// alert's circle leaves out anyone of the circle before it.
  public var told: [Recipient] { recipients.map(\.recipient) }
}

/// What each event of an alert carries, read without regard to its type.
public struct AlertEvent: Decodable, Sendable {
  private struct Carried: Decodable, Sendable {
    let content: AlertContent
  }

  private let data: Carried

  public var content: AlertContent { data.content }
}

/// The first alert (peringatan) of a finding.
public struct AlertRaised: EventPayload {
  public static let type = EventType("alert.raised", 301, owner: .watch)
  public var content: AlertContent

  public init(content: AlertContent) {
    self.content = content
  }
}

/// A finding changed; everyone told before is told.
public struct AlertUpdated: EventPayload {
  public static let type = EventType("alert.updated", 302, owner: .watch)
  public var content: AlertContent

  public init(content: AlertContent) {
    self.content = content
  }
}

/// A finding does not stand; everyone told before is told.
public struct AlertWithdrawn: EventPayload {
  public static let type = EventType("alert.withdrawn", 303, owner: .watch)
  public var content: AlertContent

  public init(content: AlertContent) {
    self.content = content
  }
}

/// A finding began a case (kasus); the first case of a finding carries the finding's bytes.
public struct CaseOpened: EventPayload {
  public static let type = EventType("case.opened", 304, owner: .watch)
  public var caseID: ID<Case>
  public var number: String
  public var finding: ID<Finding>
  public var riskClass: RiskClass

  public init(caseID: ID<Case>, number: String, finding: ID<Finding>, riskClass: RiskClass) {
    self.caseID = caseID
    self.number = number
    self.finding = finding
    self.riskClass = riskClass
  }
}

/// A case is done with: its finding was closed.
public struct CaseClosed: EventPayload {
  public static let type = EventType("case.closed", 305, owner: .watch)
  public var caseID: ID<Case>
  public var finding: ID<Finding>

  public init(caseID: ID<Case>, finding: ID<Finding>) {
    self.caseID = caseID
    self.finding = finding
  }
}

/// Something needs a person: a record in quarantine, a finding of which nobody is told. Pusat hears
/// of it.
public struct AlarmRaised: EventPayload {
  public static let type = EventType("alarm.raised", 306, owner: .watch)
  /// A stable word such as `record-quarantined`, rendered under `subject.alarm-<word>`.
  public var word: String
  public var parameters: [String: String]

  public init(word: String, parameters: [String: String]) {
    self.word = word
    self.parameters = parameters
  }
}
