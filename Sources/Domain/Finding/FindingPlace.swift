/// A place of a finding: where it was found, sold, made, supplied or stored.
package struct FindingPlace: Hashable, Codable, Sendable {
  package var role: PlaceRole
  /// The regency or city; `nil` while nobody knows it.
  package var region: RegionCode?
  package var facility: FacilityKind
  /// The facility's name as people know it, at most 200 characters.
  package var name: String?
  /// `nil` when there is none.
  package var permit: Permit?

  package init(
    role: PlaceRole, region: RegionCode?, facility: FacilityKind, name: String? = nil,
    permit: Permit? = nil
  ) {
    self.role = role
    self.region = region
    self.facility = facility
    self.name = name
    self.permit = permit
  }

  /// Deals in hazardous substances: by the kind of its facility or by its licence.
  package var isB2Trader: Bool {
    facility == .b2Trader || permit.map { PermitType.b2Trade.contains($0.type) } ?? false
  }
}

/// What happened at a place of a finding.
package enum PlaceRole: String, Codable, Sendable, CaseIterable {
  case found
  case sold
  case produced
  case supplied
  case stored
}

/// The kind of a facility (sarana).
package enum FacilityKind: String, Codable, Sendable, CaseIterable {
  case market
  case stall
  case shop
  case warehouse
  case homeIndustry = "home-industry"
  case plant
  /// A shop on a marketplace or a page; nobody stands in front of it.
  case online
  case pharmacy
  /// Sells hazardous substances (bahan berbahaya, B2) as such.
  case b2Trader = "b2-trader"
  case household
  case other
}

/// What the registry says of a region's code at an instant.
package enum RegionStanding: Hashable, Sendable {
  case inForce
  case unknown
  /// The code ended before; these continue it.
  case replaced(by: [RegionCode])
  /// The code begins later; this one was in force, where there is one.
  case notYet(before: RegionCode?)
}
