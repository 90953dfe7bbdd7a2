/// Substances that a test cannot tell apart or that are handled alike: a boron test does not
/// distinguish boric acid from borax. An open set.
public struct HazardFamily: RawRepresentable, Hashable, Codable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let formaldehyde = HazardFamily(rawValue: "formaldehida")
  public static let boron = HazardFamily(rawValue: "senyawa-boron")
  public static let dye = HazardFamily(rawValue: "zat-warna")
  public static let prohibitedAdditive = HazardFamily(rawValue: "bahan-dilarang")
  public static let bleach = HazardFamily(rawValue: "pemutih")
  public static let veterinaryDrug = HazardFamily(rawValue: "obat-hewan")
  public static let adulterant = HazardFamily(rawValue: "pemalsu")
}
