/// A unit that is told of a finding: once, whatever number of reasons it has.
package struct Recipient: Hashable, Sendable {
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
///
/// One that this program does not know is the weakest: its unit is told, and the word is shown, but
/// nobody can make a task of it.
package struct RecipientRole: OpenWord, Comparable {
  /// To know.
  package static let attention = Self(rawValue: "attention")
  /// To see that the others' work fits together.
  package static let coordination = Self(rawValue: "coordination")
  /// To do something: it gets a task where it is a Pemda or a ministry.
  package static let action = Self(rawValue: "action")

  package static let known: [Self] = [.attention, .coordination, .action]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// The stronger role is the greater one.
  package static func < (left: RecipientRole, right: RecipientRole) -> Bool {
    (left.strength, left.rawValue) < (right.strength, right.rawValue)
  }

  private var strength: Int {
    switch self {
    case .attention: 0
    case .coordination: 1
    case .action: 2
    default: -1
    }
  }
}
