import Bus
import Domain
import Events
import GRDB
import Log
import ServiceRuntime

/// A registry that takes any fact by command, as a simulated one does.
final class GrowingRegistry: ServiceLogic {
  let name = ServiceName.registry
  private let mirror = RegistryMirror()
  var access: AccessList { mirror.access }
  var migrations: [Migration] { [RegistryMirror.migration] }
  var tables: [String] { RegistryMirror.tables }
  var mirrors: [ServiceName: [String]] { [:] }

  func load(from database: Database) throws { try mirror.load(from: database) }

  func start(in context: Context) throws {
    guard context.transaction.head.sequence == 0 else { return }
    let facts = try SmallRegistry.facts()
    for fact in facts { _ = try mirror.record(fact, in: context) }
    try mirror.recordLoaded(facts: facts.count, in: context)
  }

  func registry(in context: Context) throws -> RegistryState { try mirror.state(in: context) }

  func execute(_ request: Request, in context: Context) throws -> any Encodable {
    guard request.name == ImportRegistryFacts.name else { throw request.unknownName }
    let fact = try EventCoding.decode(RegistryFact.self, from: request.document)
    return RegistryImportAnswer(
      position: try mirror.record(fact, in: context), facts: 1, known: 0)
  }

  var queries: any ServiceQueries { NoQueries(registry: mirror.view) }

  /// Nobody asks it.
  private struct NoQueries: ServiceQueries {
    let registry: RegistryView

    func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

    func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
      throw request.unknownName
    }
  }

  func apply(_ record: FollowedRecord, in context: Context) throws {
    preconditionFailure("the registry follows no log")
  }

  func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try mirror.evolve(record.header, record.payload, in: tables)
  }

  func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    preconditionFailure("the registry follows no log")
  }
}
