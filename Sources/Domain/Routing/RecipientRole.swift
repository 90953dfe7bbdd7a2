/// Why a unit is told: what is expected of it.
public enum RecipientRole: String, Codable, Sendable, CaseIterable, Comparable {
  /// To know.
  case attention
  /// To see that the others' work fits together.
  case coordination
  /// To do something: it gets a task where it is a Pemda or a ministry.
  case action

  /// The stronger role is the greater one.
  public static func < (left: RecipientRole, right: RecipientRole) -> Bool {
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
