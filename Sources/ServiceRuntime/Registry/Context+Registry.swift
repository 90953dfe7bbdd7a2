package import Domain
package import Events
import Log

/// What a service decides from its copy of the registry rests on how far that copy goes.
extension Context {
  /// The registry's position on which what is decided here rests: a further cause of the events that
  /// follow, so that nobody applies them with an older registry.
  ///
  /// It is the last fact that can be a ground of a decision: a unit's new key must not hold back what
  /// has nothing to do with it.
  ///
  /// Empty while no such fact has been applied, and while a record of the registry is being applied:
  /// that one is a cause by itself.
  package func registryCause() throws -> [LogPosition] {
    guard var position = try applied(.registry),
      !causes.contains(where: { $0.log == position.log }),
      let last = try RegistryMirror.lastGround(in: transaction)
    else { return [] }
    position.sequence = last
    return [position]
  }

  /// A registry record in quarantine holds back what it may concern, rather than letting it be decided
  /// wrongly: what its subject names, and, if it may concern any region, whatever is decided by regions.
  ///
  /// - Parameters:
  ///   - regions: by whose areas and Pemda is decided, under each code that they have.
  ///   - permitTypes: by whose matrix of competence is decided.
  ///   - units: whose kind, seat or coordinator counts.
  /// - Throws: `UnsettledRegistry`, naming the first such record.
  package func requireSettledRegistry(
    regions: [RegionCode] = [], permitTypes: [String] = [], units: [UnitID]
  ) throws {
    let registry = ServiceName.registry.rawValue
    guard try transaction.isAnythingHeld(of: registry) else { return }
    let subjects = Set(
      regions.map(RegistrySubject.region) + regions.map { RegistrySubject.unit(.pemda($0)) }
        + permitTypes.map(RegistrySubject.permit) + units.map(RegistrySubject.unit))
    for header in try transaction.heldHeaders(of: registry) {
      if subjects.contains(header.subject) || (!regions.isEmpty && header.mayConcernAnyRegion) {
        throw UnsettledRegistry(
          description: "record \(header.sequence) of the registry is in quarantine")
      }
    }
  }
}

extension RecordHeader {
  /// Whether a record of the registry may say something of a region that its subject does not name: of
  /// an area and of a change of codes the subject is another, and what a later program has written may
  /// mean anything.
  fileprivate var mayConcernAnyRegion: Bool {
    typeCode == AreaFact.type.code || typeCode == RegionChangeFact.type.code
      || minReader > EventType.readerVersion || EventCatalogue.types[typeCode] == nil
  }
}

/// A decision would rest on a registry that is known to be incomplete.
struct UnsettledRegistry: Error, CustomStringConvertible {
  let description: String
}
