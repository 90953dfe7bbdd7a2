/// A unit exists with a kind, a name and a seat; a later one under the same id is its next version
/// (promotion, move of the seat).
package struct UnitFact: Hashable, Codable, Sendable {
  package var id: UnitID
  package var kind: UnitKind
  package var name: String
  /// The regency or city of the seat, by its present code; `nil` where it does not matter.
  package var seat: RegionCode?
  package var validity: Validity
  /// The regulation that made it so.
  package var regulation: String
  package var certainty: Certainty
  package var source: String

  package init(
    id: UnitID, kind: UnitKind, name: String, seat: RegionCode?, validity: Validity,
    regulation: String, certainty: Certainty, source: String
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.seat = seat
    self.validity = validity
    self.regulation = regulation
    self.certainty = certainty
    self.source = source
  }
}

/// What a unit is. Its rank decides nothing about its area: Balai and Loka differ in area, not in
/// function.
///
/// A unit of a kind that this program does not know exists and is told like any other. It reports
/// nothing, has no area and gets no task: what it may do is not for an older program to guess.
package struct UnitKind: OpenWord {
  /// A unit of BPOM's head office.
  package static let headOffice = Self(rawValue: "head-office")
  package static let balaiBesar = Self(rawValue: "balai-besar")
  package static let balai = Self(rawValue: "balai")
  package static let loka = Self(rawValue: "loka")
  package static let provincialGovernment = Self(rawValue: "provincial-government")
  package static let regencyGovernment = Self(rawValue: "regency-government")
  package static let cityGovernment = Self(rawValue: "city-government")
  package static let ministry = Self(rawValue: "ministry")

  package static let known: [Self] = [
    .headOffice, .balaiBesar, .balai, .loka, .provincialGovernment, .regencyGovernment,
    .cityGovernment, .ministry,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Unit Pelaksana Teknis: an office of BPOM in the field, which has an area.
  package var isFieldOffice: Bool { self == .balaiBesar || self == .balai || self == .loka }

  package var isLocalGovernment: Bool {
    self == .provincialGovernment || self == .regencyGovernment || self == .cityGovernment
  }

  /// Whether a decree may name such a unit as coordinator of a Loka.
  package var mayCoordinate: Bool { self == .balaiBesar || self == .balai }
}
