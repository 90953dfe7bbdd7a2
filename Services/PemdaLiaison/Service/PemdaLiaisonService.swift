package import Bus
package import Domain
package import Events
package import GRDB
package import Log
package import ServiceRuntime

/// Pemda liaison: makes what watch decided work with a deadline. One follow-up task for each Pemda
/// or ministry that must act.
package final class PemdaLiaisonService: ServiceLogic {
  package let name = ServiceName.liaison
  private let mirror = RegistryMirror()
  package var access: AccessList { mirror.access }

  package init() {}

  package var migrations: [Migration] { [RegistryMirror.migration, TaskStore.migration] }
  /// Without `recount`, which only says how far the counting of terms is.
  package var tables: [String] { ["task", "task_counter"] }
  package var mirrors: [ServiceName: [String]] { [.registry: RegistryMirror.tables] }

  package func load(from database: Database) throws {
    try mirror.load(from: database)
  }

  package func start(in context: Context) throws { try recount(in: context).goOn() }

  private func recount(in context: Context) -> TermRecount {
    TermRecount(context: context) { [mirror] in try mirror.state(in: $0) }
  }

  package func registry(in context: Context) throws -> RegistryState {
    try mirror.state(in: context)
  }

  package func execute(_ request: Request, in context: Context) throws -> any Encodable {
    try PemdaLiaisonService.commands.answer(
      request,
      by: TaskSteps(
        registry: mirror.state(in: context), context: context, request: request,
        unit: request.requireUnit()))
  }

  private static let commands = RequestRoutes<TaskSteps>()
    .on(AcceptTask.self) { try $0.accept($1) }
    .on(RedirectTask.self) { try $0.redirect($1) }
    .on(ReportTask.self) { try $0.report($1) }
    .on(CompleteTask.self) { try $0.complete($1) }
    .on(AddTaskNote.self) { try $0.note($1) }

  package var queries: any ServiceQueries { TaskQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    switch record.source {
    case .registry:
      guard record.isEvent(CalendarFact.self),
        let upcoming = try mirror.upcoming(record, in: context)
      else { return }
      try recount(in: context).begin(because: record, with: upcoming.state)
    case .watch:
      try FollowUpTasks(registry: try mirror.state(in: context), context: context).apply(record)
    default: break
    }
  }

  package func evolve(_ record: OwnRecord, in tables: Tables) throws {
    try TaskEvolution(tables: tables).apply(record)
  }

  package func evolve(_ record: FollowedRecord, in tables: Tables) throws {
    guard record.source == .registry else { return }
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

  package func fire(_ timer: LogTimer, in context: Context) throws {
    try FollowUpTasks(registry: try mirror.state(in: context), context: context).fire(timer)
  }
}
