public import Domain

/// The answer to `explain` and `simulate`: who is told of a finding's version, why, and who is not.
public struct Explanation: Codable, Sendable {
  public var finding: ID<Finding>?
  public var number: String?
  public var version: Int
  public var state: FindingState
  public var held: Bool
  public var riskClass: RiskClass
  public var flags: [FindingFlag]
  public var recipients: [AlertRecipient]
  public var notTold: [NotTold]

  public init(
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
