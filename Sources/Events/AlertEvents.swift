package import Domain

/// One recipient of an alert, as frozen before anything is sent.
package struct AlertRecipient: Hashable, Sendable {
  package var unit: UnitID
  /// The strongest of `roles`.
  package var role: RecipientRole
  package var roles: [RecipientRole]
  /// False for the reporter's own unit, which gets tasks but no news of its own report.
  package var news: Bool
  /// What this message is to this unit: the first it hears of a standing finding is an alert, also
  /// when the others get an update.
  package var kind: Announcement
  package var reasons: [RoutingReason]

  package init(_ recipient: Recipient, kind: Announcement) {
    unit = recipient.unit
    role = recipient.role
    roles = recipient.roles
    news = recipient.news
    self.kind = kind
    reasons = recipient.reasons
  }

  /// As routing made it: what a later version is merged with.
  package var recipient: Recipient {
    Recipient(unit: unit, role: role, roles: roles, news: news, reasons: reasons)
  }
}

/// What one version of a finding made watch tell: the frozen circle with every reason. It is stored
/// before anything is sent, and what is sent is this.
package struct AlertContent: Hashable, Sendable {
  package var alert: ID<Alert>
  package var caseID: ID<Case>
  package var caseNumber: String
  package var finding: ID<Finding>
  package var findingNumber: String
  package var version: Int
  package var state: FindingState
  /// True until the laboratory has spoken.
  package var presumptive: Bool
  /// True while only the named group is told.
  package var held: Bool
  /// The named group, while it alone is told.
  package var group: [UnitID]
  package var riskClass: RiskClass
  /// What a person reads first: the product as the officer named it, and the substance by the
  /// registry's identifier where it has one.
  package var product: String?
  package var substance: String
  package var foundAt: Timestamp
  /// When findings committed what caused this alert: terms of tasks run from it.
  package var receivedAt: Timestamp
  /// When what caused it happened: decides the coordinator.
  package var occurredAt: Timestamp
  package var reporter: UnitID
  /// Why it was withdrawn, in the words of who withdrew it.
  package var reason: String?
  package var flags: [FindingFlag]
  /// Sorted by unit.
  package var recipients: [AlertRecipient]
  /// Sorted by unit.
  package var notTold: [NotTold]
  /// The alert before this one, of the same finding.
  package var refersTo: ID<Alert>?

  package init(
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
    presumptive = snapshot.state.isPresumptive
    held = snapshot.held
    group = snapshot.held ? snapshot.document.group : []
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

  /// Who alone may know of the finding; `nil` unless it is confidential.
  package var confidential: ConfidentialGroup? {
    held ? ConfidentialGroup(reporter: reporter, units: group) : nil
  }

  /// Everyone who was told of this version or of an earlier one, each with its latest entry: no
  /// alert's circle leaves out anyone of the circle before it.
  package var told: [Recipient] { recipients.map(\.recipient) }
}

/// What each event of an alert carries, read without regard to its type.
package struct AlertEvent: Decodable, Sendable {
  private struct Carried: Decodable, Sendable {
    let content: AlertContent
  }

  private let data: Carried

  package var content: AlertContent { data.content }
}

/// The first alert (peringatan) of a finding.
package struct AlertRaised: EventPayload {
  package static let type = EventType("alert.raised", 301, owner: .watch)
  package var content: AlertContent

  package init(content: AlertContent) {
    self.content = content
  }
}

/// A finding changed; everyone told before is told.
package struct AlertUpdated: EventPayload {
  package static let type = EventType("alert.updated", 302, owner: .watch)
  package var content: AlertContent

  package init(content: AlertContent) {
    self.content = content
  }
}

/// A finding does not stand; everyone told before is told.
package struct AlertWithdrawn: EventPayload {
  package static let type = EventType("alert.withdrawn", 303, owner: .watch)
  package var content: AlertContent

  package init(content: AlertContent) {
    self.content = content
  }
}

/// A case is done with: its finding was closed.
package struct CaseClosed: EventPayload {
  package static let type = EventType("case.closed", 305, owner: .watch)
  package var caseID: ID<Case>
  package var finding: ID<Finding>
  /// Who alone may know of it; `nil` unless the finding is confidential.
  package var confidential: ConfidentialGroup?

  package init(
    caseID: ID<Case>, finding: ID<Finding>, confidential: ConfidentialGroup? = nil
  ) {
    self.caseID = caseID
    self.finding = finding
    self.confidential = confidential
  }
}

/// Something needs a person: a record in quarantine, a finding of which nobody is told. Pusat hears
/// of it.
package struct AlarmRaised: EventPayload {
  package static let type = EventType("alarm.raised", 306, owner: .watch)
  /// A stable word such as `record-quarantined`, rendered under `subject.alarm-<word>`.
  package var word: String
  package var parameters: [String: String]

  package init(word: String, parameters: [String: String]) {
    self.word = word
    self.parameters = parameters
  }
}
