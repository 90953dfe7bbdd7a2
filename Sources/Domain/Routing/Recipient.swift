/// A unit that is told of a finding: once, whatever number of reasons it has.
package struct Recipient: Hashable, Codable, Sendable {
  package var unit: UnitID
  /// The strongest of `roles`.
  package var role: RecipientRole
  /// All its roles, the strongest first.
  package var roles: [RecipientRole]
  /// `false` for the reporter's own unit: it keeps its role and tasks, and gets no message.
  package var news: Bool
  /// At least one; the strongest role's first.
  package var reasons: [RoutingReason]

  package init(
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

/// Why a unit is told: what is expected of it.
package enum RecipientRole: String, Codable, Sendable, CaseIterable, Comparable {
  /// To know.
  case attention
  /// To see that the others' work fits together.
  case coordination
  /// To do something: it gets a task where it is a Pemda or a ministry.
  case action

  /// The stronger role is the greater one.
  package static func < (left: RecipientRole, right: RecipientRole) -> Bool {
    left.strength < right.strength
  }

  private var strength: Int {
    switch self {
    case .attention: 0
    case .coordination: 1
    case .action: 2
    }
  }
}
