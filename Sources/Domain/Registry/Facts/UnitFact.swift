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
package enum UnitKind: String, Codable, Sendable, CaseIterable {
  /// A unit of BPOM's head office.
  case headOffice = "pusat"
  case balaiBesar = "balai-besar"
  case balai
  case loka
  case provincialGovernment = "pemda-provinsi"
  case regencyGovernment = "pemda-kabupaten"
  case cityGovernment = "pemda-kota"
  case ministry = "kementerian"

  /// Unit Pelaksana Teknis: an office of BPOM in the field, which has an area.
  package var isFieldOffice: Bool { self == .balaiBesar || self == .balai || self == .loka }

  package var isLocalGovernment: Bool {
    self == .provincialGovernment || self == .regencyGovernment || self == .cityGovernment
  }

  /// Whether a decree may name such a unit as coordinator of a Loka.
  package var mayCoordinate: Bool { self == .balaiBesar || self == .balai }
}
