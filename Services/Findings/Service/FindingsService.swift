package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// Findings (temuan) and their immutable versions: the door where officers report.
package final class FindingsService: ServiceLogic {
  package let name = ServiceName.findings
  private let mirror = RegistryMirror()
  package var access: AccessList { mirror.access }

  package init() {}

  package var migrations: [Migration] { [RegistryMirror.migration, FindingStore.migration] }
  package var tables: [String] { ["finding", "finding_key", "finding_counter"] }
  package var mirrors: [ServiceName: [String]] { [.registry: RegistryMirror.tables] }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try FindingsService.commands.answer(
      request,
      by: FindingSteps(
        registry: mirror.completeState(in: context), context: context, request: request,
        unit: request.requireUnit()))
  }

  private static let commands = RequestRoutes<FindingSteps>()
    .on(ReportFinding.self) { try $0.report($1) }
    .on(AmendFinding.self) { try $0.amend($1) }
    .on(RecordTest.self) { try $0.test($1) }
    .on(WithdrawFinding.self) { try $0.withdraw($1) }
    .on(CloseFinding.self) { try $0.close($1) }
    .on(OpenFinding.self) { try $0.open($1) }

  package var queries: any ServiceQueries { FindingQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {}

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try FindingEvolution(database: tables.database).apply(record)
  }

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    try mirror.evolve(record.record.header, record.record.payload, in: tables)
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
