/// What a unit is. Its rank decides nothing about its area: Balai and Loka differ in area, not in
/// function.
public enum UnitKind: String, Codable, Sendable, CaseIterable {
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
  public var isFieldOffice: Bool { self == .balaiBesar || self == .balai || self == .loka }

  public var isLocalGovernment: Bool {
    self == .provincialGovernment || self == .regencyGovernment || self == .cityGovernment
  }

  /// Whether a decree may name such a unit as coordinator of a Loka.
  public var mayCoordinate: Bool { self == .balaiBesar || self == .balai }
}
