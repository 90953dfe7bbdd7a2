import Domain

/// A place of a finding with what the country says of it.
struct PlaceRow {
  let place: FindingPlace
  /// The code in force at `foundAt` of the place's regency or city; `nil` while it is not known.
  let regency: RegionCode?
  /// The UPT whose area it is at `foundAt`. While no region of the finding is known: the reporter.
  let owner: UnitID?
  /// The one of the owner, at the time of the event.
  let coordinator: UnitID?
  /// Who issues the facility's permit type; `nil` without permit, and where nobody can be named.
  let issuer: UnitID?
  /// A permit of a type that the country does not know.
  let hasUnknownPermit: Bool
  let regencyGovernment: UnitID?
  let provinceGovernment: UnitID?

  var province: RegionCode? { regency?.province }

  /// "A B2 trader (facility `b2-trader` or a B2 permit)".
  var isB2Trader: Bool {
    if place.facility == .b2Trader { return true }
    guard let permit = place.permit else { return false }
    return ["pt-b2", "dt-b2", "it-b2", "ip-b2", "p-b2"].contains(permit.type.rawValue)
  }
}
