/// How much the registry knows.
public struct RegistryCounts: Hashable, Codable, Sendable {
  /// Codes in force now or announced, without former ones.
  public var provinces = 0
  public var regencies = 0
  public var cities = 0
  /// Codes that have a successor.
  public var formerCodes = 0
  /// Units by the kind of their last version; keys are `UnitKind.rawValue`.
  public var unitsByKind: [String: Int] = [:]
  /// Regencies and cities that have an owner.
  public var ownedRegions = 0
  /// Loka, by the last word known, with a coordinator.
  public var coordinatedLokas = 0
  public var permitTypes = 0
  public var substances = 0
  public var calendarYears = 0
  public var holidays = 0
  public var keys = 0

  public init() {}
}
