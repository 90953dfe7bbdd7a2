/// The identifier of a unit that takes part in the supervision: `pom-semarang`, `pusat-deputi-3`,
/// `pemda-33`, `pemda-33.74`, `kemendag`.
///
/// An open set: which units exist, and when, is the registry's to say.
package struct UnitID: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(_ rawValue: String) { self.rawValue = rawValue }

  /// The local government (Pemda) of a province, regency or city.
  package static func pemda(_ region: RegionCode) -> UnitID { UnitID("pemda-\(region.rawValue)") }

  /// The region of a Pemda's identifier; `nil` for every other unit.
  package var pemdaRegion: RegionCode? {
    guard rawValue.hasPrefix("pemda-") else { return nil }
    return RegionCode(String(rawValue.dropFirst(6)))
  }

  package static let pusatKepala = UnitID("pusat-kepala")
  package static let pusatDeputi3 = UnitID("pusat-deputi-3")
  package static let kemendag = UnitID("kemendag")
  package static let kemenkes = UnitID("kemenkes")
  package static let komdigi = UnitID("komdigi")

  package static func < (left: UnitID, right: UnitID) -> Bool { left.rawValue < right.rawValue }
}

extension UnitID: Codable, CustomStringConvertible {
  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { rawValue }
}
