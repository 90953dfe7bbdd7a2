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
    let steps = TaskSteps(
      registry: try mirror.state(in: context), context: context, request: request,
      unit: try request.requireUnit())
    switch request.name {
    case .acceptTask: return try steps.accept()
    case .redirectTask: return try steps.redirect()
    case .reportTask: return try steps.report()
    case .completeTask: return try steps.complete()
    default: throw request.unknownName
    }
  }

  package var queries: any ServiceQueries { TaskQueries(registry: mirror.view) }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    let followUp = FollowUpTasks(registry: try mirror.state(in: context), context: context)
    switch record.source {
    case .registry:
      let fact = try mirror.apply(record, in: context)
      if case .calendar = fact { try recount(in: context).begin(because: record) }
    case .watch: try followUp.apply(record)
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

  package func faults(in audit: ServiceAudit) throws -> [ServiceFault] {
    let events = try TaskEvents(in: audit)
    return try RegistryFactAudit(audit: audit).faults()
      + TaskAudit(audit: audit, events: events).faults()
      + TaskNeedAudit(audit: audit, events: events).faults()
  }

  package func fire(_ timer: LogTimer, in context: Context) throws {
    try FollowUpTasks(registry: try mirror.state(in: context), context: context).fire(timer)
  }
}
