/// A region as it is at an instant.
public struct Region: Hashable, Codable, Sendable {
  public var code: RegionCode
  public var level: RegionLevel
  /// Its name at that instant.
  public var name: String
  public var latitudeDegrees: Double
  public var longitudeDegrees: Double
  /// When the code is in force.
  public var validity: Validity
  /// The code under which the region goes on.
  public var successor: RegionCode?
  /// The code, or the province, from which it came.
  public var predecessor: RegionCode?
}
