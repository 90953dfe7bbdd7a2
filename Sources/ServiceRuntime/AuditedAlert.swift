public import Domain
public import Events

/// What checks read of an alert.
public struct AuditedAlert: AuditedEvent {
  public static let member: String? = "content"

  public struct Recipient: Decodable {
    public struct Reason: Decodable {
      let role: String
      let rule: String
    }

    public let unit: String
    public let role: String
    public let kind: String
    public let news: Bool
    let reasons: [Reason]

    /// Whether it must act by what is so now, not only because it was told before.
    public var mustAct: Bool {
      role == RecipientRole.action.rawValue
        && reasons.contains {
          $0.role == RecipientRole.action.rawValue
            && $0.rule != RoutingRule.earlierRecipient.rawValue
        }
    }
  }

  public let alert: ID<Alert>
  public let finding: ID<Finding>
  public let findingNumber: String
  public let version: Int64
  public let state: String
  public let recipients: [Recipient]
}
