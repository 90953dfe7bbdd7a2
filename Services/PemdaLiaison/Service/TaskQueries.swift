import Domain
import Events
import ServiceRuntime

/// What people ask of tasks.
struct TaskQueries: ServiceQueries {
  let registry: RegistryView

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    let store = TaskStore(database: query.database)
    switch request.name {
    case .showTask:
      let after = try request.count("after", default: 0, in: 0...Int.max)
      let task = try find(try request.require("task"), rights(request, query), store)
      return try store.view(of: task, after: after)
    case .listTasks:
      return try list(request, store, try registry.state(in: query), rights(request, query))
    default: throw request.unknownName
    }
  }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject? {
    try TaskStore(database: query.database).rightsSubject(of: finding)
  }

  private func rights(_ request: Request, _ query: QueryContext) throws -> Rights {
    request.rights(in: try registry.state(in: query), at: query.time)
  }

  /// - Throws: the same for a task that is hidden from the reader as for one that is not there.
  private func find(
    _ reference: String, _ rights: Rights, _ store: TaskStore
  ) throws -> TaskSnapshot {
    let task = try store.find(reference)
    guard rights.may(.showTask, store.rightsSubject(of: task)) else {
      throw TaskStore.unknown(reference)
    }
    return task
  }

  private func list(
    _ request: Request, _ store: TaskStore, _ registry: RegistryState, _ rights: Rights
  ) throws -> TaskListAnswer {
    let filter = try filter(of: request, registry)
    let limit = try request.count("limit", default: 200, in: 1...1000)
    let last = try request.head.parameters["after"].map { try find($0, rights, store) }
    var page = BoundedPage<TaskView>(limit: limit)
    try store.eachTask(filter, after: last) { task in
      try !rights.may(.showTask, store.rightsSubject(of: task)) || page.add(TaskView(task))
    }
    return TaskListAnswer(tasks: page.rows, next: page.isFull ? page.rows.last?.number : nil)
  }

  private func filter(
    of request: Request, _ registry: RegistryState
  ) throws -> TaskStore.Filter {
    let parameters = request.head.parameters
    var filter = TaskStore.Filter()
    if let text = parameters["state"] {
      guard let state = TaskState(known: text) else {
        throw Refusal.invalid(
          "state", "not-one-of",
          ["value": text, "allowed": TaskState.allowed])
      }
      filter.state = state
    }
    if let unit = parameters["unit"].map({ UnitID($0) }) {
      guard registry.hasUnit(unit) else {
        throw Refusal(.notFound, field: "unit", rule: "unknown-unit", ["unit": unit.rawValue])
      }
      filter.unit = unit
    }
    if let text = parameters["finding"] {
      guard let finding = ID<Finding>(text) else {
        throw Refusal.invalid("finding", "not-a-uuid", ["value": String(text.prefix(64))])
      }
      filter.finding = finding
    }
    return filter
  }
}

extension TaskView {
  init(_ task: TaskSnapshot) {
    self.init(
      task: task.task, number: task.number, unit: task.unit, finding: task.finding,
      findingNumber: task.findingNumber, caseID: task.caseID, kind: task.kind, state: task.state,
      dueAt: TimeText(task.dueAt, in: task.zone), provisional: task.provisional,
      createdAt: TimeText(task.createdAt, in: task.zone), reasons: task.reasons)
  }
}
