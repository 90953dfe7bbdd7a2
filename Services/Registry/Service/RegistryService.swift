package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// The registry: regions, units, areas, coordinators, competences, calendars, substances and keys,
/// all dated and answered as of a time. Its log is the only place where they change.
package final class RegistryService: ServiceLogic {
  package let name = ServiceName.registry
  private let mirror = RegistryMirror()
  package var access: AccessList { mirror.access }
  private let loadReference: () throws -> ReferenceData

  /// - Parameter reference: what a new log is filled with; asked only for a new log.
  package init(reference: @escaping () throws -> ReferenceData) {
    loadReference = reference
  }

  package var migrations: [Migration] { [RegistryMirror.migration] }
  package var tables: [String] { RegistryMirror.tables }
  package var mirrors: [ServiceName: [String]] { [:] }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  /// Fills a new log with the reference data, all of it in one transaction or nothing.
  package func start(in context: Context) throws {
    guard context.transaction.head.sequence == 0 else { return }
    let facts = try loadReference().facts
    for fact in facts {
      try mirror.record(fact, in: context)
    }
    try mirror.recordLoaded(facts: facts.count, in: context)
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try RegistryService.commands.answer(
      request, by: RegistryChanges(mirror: mirror, context: context, request: request))
  }

  private static let commands = RequestRoutes<RegistryChanges>()
    .on(DesignateCoordinator.self) { try $0.designate($1) }
    .on(EndCoordination.self) { try $0.end($1) }
    .on(EnrolKey.self) { try $0.enrol($1) }
    .on(ImportRegistryFacts.self) { changes, _ in try changes.importFacts() }

  package var queries: any ServiceQueries { RegistryQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    preconditionFailure("the registry follows no log")
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try mirror.evolve(record.header, record.payload, in: tables)
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    preconditionFailure("the registry follows no log")
  }
}
