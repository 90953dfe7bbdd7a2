package import Bus
import Domain
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

  package func answer(_ request: Request, in context: Context) throws -> any Encodable {
    let store = TaskStore(database: context.database)
    switch request.name {
    case .showTask:
      let task = try store.find(try request.require("task"))
      return TaskView(task, history: try store.history(of: task))
    case .listTasks:
      return try list(request, store: store, registry: mirror.state(in: context))
    default: throw request.unknownName
    }
  }

  package func apply(_ record: FollowedRecord, in context: Context) throws {
    let followUp = FollowUpTasks(registry: try mirror.state(in: context), context: context)
    switch record.source {
    case .registry:
      let fact = try mirror.apply(record, in: context)
      if case .calendar = fact {
        try FollowUpTasks(registry: try mirror.state(in: context), context: context)
          .recountProvisional()
      }
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

  private func list(
    _ request: Request, store: TaskStore, registry: RegistryState
  ) throws -> TaskListAnswer {
    let parameters = request.head.parameters
    var state: TaskState?
    if let text = parameters["state"] {
      guard let known = TaskState(rawValue: text) else {
        throw Refusal.invalid(
          "state", "not-one-of",
          ["value": text, "allowed": TaskState.allCases.map(\.rawValue).joined(separator: ", ")])
      }
      state = known
    }
    let unit = parameters["unit"].map { UnitID($0) }
    if let unit, !registry.hasUnit(unit) {
      throw Refusal(.notFound, field: "unit", rule: "unknown-unit", ["unit": unit.rawValue])
    }
    var finding: ID<Finding>?
    if let text = parameters["finding"] {
      guard let known = ID<Finding>(text) else {
        throw Refusal.invalid("finding", "not-a-uuid", ["value": String(text.prefix(64))])
      }
      finding = known
    }
    let limit = try request.count("limit", default: 200, in: 1...1000)
    let tasks = try store.list(
      unit: unit, state: state, finding: finding,
      after: try parameters["after"].map { try store.find($0) }, limit: limit)
    return TaskListAnswer(
      tasks: tasks.map { TaskView($0) }, next: tasks.count == limit ? tasks.last?.number : nil)
  }
}

extension TaskView {
  init(_ task: TaskSnapshot, history: [Step] = []) {
    self.init(
      task: task.task, number: task.number, unit: task.unit, finding: task.finding,
      findingNumber: task.findingNumber, caseID: task.caseID, kind: task.kind, state: task.state,
      dueAt: TimeText(task.dueAt, in: task.zone), provisional: task.provisional,
      createdAt: TimeText(task.createdAt, in: task.zone), reasons: task.reasons,
      history: history)
  }
}
