/// What the registry says of a region's code at an instant.
public enum RegionStanding: Hashable, Sendable {
  case inForce
  case unknown
  /// The code ended before; these continue it.
  case replaced(by: [RegionCode])
  /// The code begins later; this one was in force, where there is one.
  case notYet(before: RegionCode?)
}
