public import Domain
public import Events
import Log

/// What a service decides from its copy of the registry rests on how far that copy goes.
extension Context {
  /// The registry's position on which what is decided here rests: a further cause of the events that
  /// follow, so that nobody applies them with an older registry.
  ///
  /// Empty while no record of the registry has been applied, and while one is being applied: that
  /// one is a cause by itself.
  public func registryCause() throws -> [LogPosition] {
    guard let position = try applied(.registry), position.sequence > 0,
      !causes.contains(where: { $0.log == position.log })
    else { return [] }
    return [position]
  }

  /// A registry record in quarantine holds back what it concerns, rather than letting it be decided
  /// wrongly.
  /// - Throws: `UnsettledRegistry`, naming the first region or unit of which a record waits.
  public func requireSettledRegistry(regions: [RegionCode] = [], units: [UnitID]) throws {
    let registry = ServiceName.registry.rawValue
    guard try transaction.heldBySource()[registry] != nil else { return }
    for region in regions
    where try transaction.isHeld(RegistrySubject.region(region), source: registry) {
      throw UnsettledRegistry(description: "a registry record about \(region) is in quarantine")
    }
    for unit in units
    where try transaction.isHeld(RegistrySubject.unit(unit), source: registry) {
      throw UnsettledRegistry(description: "a registry record about \(unit) is in quarantine")
    }
  }
}

/// A decision would rest on a registry that is known to be incomplete.
struct UnsettledRegistry: Error, CustomStringConvertible {
  let description: String
}
