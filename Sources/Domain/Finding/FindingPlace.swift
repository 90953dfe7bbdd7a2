/// A place of a finding: where it was found, sold, made, supplied or stored.
package struct FindingPlace: Hashable, Sendable {
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
package struct PlaceRole: OpenWord {
  package static let found = Self(rawValue: "found")
  package static let sold = Self(rawValue: "sold")
  package static let produced = Self(rawValue: "produced")
  package static let supplied = Self(rawValue: "supplied")
  package static let stored = Self(rawValue: "stored")

  package static let known: [Self] = [.found, .sold, .produced, .supplied, .stored]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The kind of a facility (sarana).
package struct FacilityKind: OpenWord {
  package static let market = Self(rawValue: "market")
  package static let stall = Self(rawValue: "stall")
  package static let shop = Self(rawValue: "shop")
  package static let warehouse = Self(rawValue: "warehouse")
  package static let homeIndustry = Self(rawValue: "home-industry")
  package static let plant = Self(rawValue: "plant")
  /// A shop on a marketplace or a page; nobody stands in front of it.
  package static let online = Self(rawValue: "online")
  package static let pharmacy = Self(rawValue: "pharmacy")
  /// Sells hazardous substances (bahan berbahaya, B2) as such.
  package static let b2Trader = Self(rawValue: "b2-trader")
  package static let household = Self(rawValue: "household")
  package static let other = Self(rawValue: "other")

  package static let known: [Self] = [
    .market, .stall, .shop, .warehouse, .homeIndustry, .plant, .online, .pharmacy, .b2Trader,
    .household, .other,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
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
