/// A province, regency or city exists under a code and a name.
public struct RegionFact: Hashable, Codable, Sendable {
  public var code: RegionCode
  public var level: RegionLevel
  /// The official name, such as `Kabupaten Merauke`; for a province without the word `Provinsi`.
  public var name: String
  public var latitudeDegrees: Double
  public var longitudeDegrees: Double
  public var validity: Validity
  public var certainty: Certainty
  public var source: String

  public init(
    code: RegionCode, level: RegionLevel, name: String, latitudeDegrees: Double,
    longitudeDegrees: Double, validity: Validity = .always, certainty: Certainty, source: String
  ) {
    self.code = code
    self.level = level
    self.name = name
    self.latitudeDegrees = latitudeDegrees
    self.longitudeDegrees = longitudeDegrees
    self.validity = validity
    self.certainty = certainty
    self.source = source
  }
}
