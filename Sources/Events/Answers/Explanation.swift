package import Domain

/// The answer to `explain` and `simulate`: who is told of a finding's version, why, and who is not.
package struct Explanation: Codable, Sendable {
  package var finding: ID<Finding>?
  package var number: String?
  package var version: Int
  package var state: FindingState
  package var held: Bool
  package var riskClass: RiskClass
  package var flags: [FindingFlag]
  package var recipients: [AlertRecipient]
  package var notTold: [NotTold]

  package init(
    finding: ID<Finding>?, number: String?, version: Int, state: FindingState, held: Bool,
    riskClass: RiskClass, flags: [FindingFlag], recipients: [AlertRecipient],
    notTold: [NotTold]
  ) {
    self.finding = finding
    self.number = number
    self.version = version
    self.state = state
    self.held = held
    self.riskClass = riskClass
    self.flags = flags
    self.recipients = recipients
    self.notTold = notTold
  }
}
