package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// The hazardous-materials watch: decides who should know and act, and why, and freezes the circle
/// before anything is sent.
package final class HazmatWatchService: ServiceLogic {
  package let name = ServiceName.watch
  private let mirror = RegistryMirror()
  package var access: AccessList { mirror.access }

  package init() {}

  package var migrations: [Migration] { [RegistryMirror.migration, WatchStore.migration] }
  package var tables: [String] { ["alert", "watched_case", "case_counter"] }
  package var mirrors: [ServiceName: [String]] {
    [.registry: RegistryMirror.tables, .findings: ["watched_finding"]]
  }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    throw request.unknownName
  }

  package var queries: any ServiceQueries { WatchQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    guard record.source == .findings else { return }
    try Alerting(registry: try mirror.state(in: context), context: context).apply(record)
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try WatchStore(database: tables.database).keep(record)
  }

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    switch record.source {
    case .registry: try mirror.evolve(record.record.header, record.record.payload, in: tables)
    case .findings: try WatchStore(database: tables.database).keep(record)
    default: break
    }
  }

  package func forget(
    _ source: ServiceName, after sequence: UInt64, in context: Context
  ) throws {
    if source == .registry { try mirror.forget(after: sequence, in: context) }
  }

  package func quarantined(_ record: FollowedRecord, error: String, in context: Context) throws {
    try context.append(
      RecordQuarantined(record: record, error: error), subject: record.record.header.subject)
  }
}
