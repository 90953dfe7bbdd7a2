/// What a request is about, as far as it decides who may do it.
package struct RightsSubject: Sendable {
  /// Whom a finding was told to, with the strongest role.
  package var recipients: [UnitID: RecipientRole] = [:]
  package var reporter: UnitID?
  /// The document of the finding: its places say whose area it is, and it names the group.
  package var document: FindingDocument?
  /// While the finding is confidential.
  package var confidential: ConfidentialGroup?
  /// The unit that has the task.
  package var assignee: UnitID?
  package var earlierAssignees: [UnitID] = []
  /// Whose mailbox or message it is.
  package var mailbox: UnitID?

  package init() {}

  /// A finding, or what carries its confidentiality.
  package init(
    reporter: UnitID?, document: FindingDocument? = nil, confidential: ConfidentialGroup?
  ) {
    self.reporter = reporter
    self.document = document
    self.confidential = confidential
  }

  /// A task of a finding.
  package init(
    assignee: UnitID, earlier: [UnitID] = [], confidential: ConfidentialGroup?
  ) {
    self.assignee = assignee
    earlierAssignees = earlier
    self.confidential = confidential
    reporter = confidential?.reporter
  }

  package init(mailbox: UnitID) { self.mailbox = mailbox }

  package static let none = RightsSubject()

  package var state: State { confidential == nil ? .open : .confidential }

  var group: [UnitID] { confidential?.units ?? document?.group ?? [] }

  /// Whether only the reporter and the named group may know of it.
  package enum State: String, CaseIterable, Sendable {
    case open, confidential
  }
}
