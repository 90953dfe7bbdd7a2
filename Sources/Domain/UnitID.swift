/// The identifier of a unit that takes part in the supervision: `pom-semarang`, `pusat-deputi-3`,
/// `pemda-33`, `pemda-33.74`, `kemendag`.
///
/// An open set: which units exist, and when, is the registry's to say.
public struct UnitID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// The local government (Pemda) of a province, regency or city.
  public static func pemda(_ region: RegionCode) -> UnitID { UnitID("pemda-\(region.rawValue)") }

  /// The region of a Pemda's identifier; `nil` for every other unit.
  public var pemdaRegion: RegionCode? {
    guard rawValue.hasPrefix("pemda-") else { return nil }
    return RegionCode(String(rawValue.dropFirst(6)))
  }

  public static let pusatKepala = UnitID("pusat-kepala")
  public static let pusatDeputi3 = UnitID("pusat-deputi-3")
  public static let kemendag = UnitID("kemendag")
  public static let kemenkes = UnitID("kemenkes")
  public static let komdigi = UnitID("komdigi")

  public static func < (left: UnitID, right: UnitID) -> Bool { left.rawValue < right.rawValue }
}

extension UnitID: Codable, CustomStringConvertible {
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  public var description: String { rawValue }
}
