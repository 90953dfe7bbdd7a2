/// What an actor is to the subject of a request. An actor has every relation that holds; one of them
/// that allows is enough.
package enum Relation: String, CaseIterable, Sendable {
  /// The local operator.
  case `operator`
  /// A unit of the head office (Pusat).
  case headOffice = "head-office"
  /// An auditor of the head office: has this relation and no other.
  case auditor
  /// The unit that reported the finding.
  case reporter
  /// The UPT in whose area a place of the finding lies.
  case owner
  /// Who coordinates an owner or the reporter by a decree in force.
  case coordinator
  case recipientForAction = "recipient-action"
  case recipientForCoordination = "recipient-coordination"
  case recipientForAttention = "recipient-attention"
  /// A unit of the finding's named group.
  case groupMember = "group-member"
  /// One of them that is an office of BPOM.
  case officeInGroup = "office-in-group"
  /// The unit that has the task.
  case assignee
  /// A unit from which the task was redirected.
  case earlierAssignee = "earlier-assignee"
  /// The unit whose mailbox or message it is.
  case ownUnit = "own-unit"
  /// Any office of BPOM in the field.
  case fieldOffice = "field-office"
  /// Any Pemda.
  case localGovernment = "local-government"
  /// Any unit that the registry knows.
  case enrolled
  /// Who is none of these: an unknown unit, or somebody who acts for none.
  case nobody
}
