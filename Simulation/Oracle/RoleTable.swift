import Domain

/// The roles that the rules have given so far. A unit keeps every role it was given (rule 10).
struct RoleTable {
  private(set) var roles: [UnitID: Set<RecipientRole>] = [:]

  /// A lookup that found nobody gives nothing.
  mutating func give(_ role: RecipientRole, to unit: UnitID?) {
    guard let unit else { return }
    roles[unit, default: []].insert(role)
  }
}
