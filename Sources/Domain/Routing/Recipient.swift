/// A unit that is told of a finding: once, whatever number of reasons it has.
public struct Recipient: Hashable, Codable, Sendable {
  public var unit: UnitID
  /// The strongest of `roles`.
  public var role: RecipientRole
  /// All its roles, the strongest first.
  public var roles: [RecipientRole]
  /// `false` for the reporter's own unit: it keeps its role and tasks, and gets no message.
  public var news: Bool
  /// At least one; the strongest role's first.
  public var reasons: [RoutingReason]

  public init(
    unit: UnitID, role: RecipientRole, roles: [RecipientRole], news: Bool,
    reasons: [RoutingReason]
  ) {
    self.unit = unit
    self.role = role
    self.roles = roles
    self.news = news
    self.reasons = reasons
  }
}
