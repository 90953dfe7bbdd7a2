import Domain
import Events
import ServiceRuntime

/// What people ask of tasks.
struct TaskQueries: ServiceQueries {
  let registry: RegistryView

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    let registry = try registry.state(in: query)
    let reading = TaskReading(
      store: TaskStore(database: query.database), registry: registry,
      rights: request.rights(in: registry, at: query.time))
    return try TaskQueries.routes.answer(request, by: reading)
  }

  private static let routes = RequestRoutes<TaskReading>()
    .on(ShowTask.self) { try $0.show($1) }
    .on(ListTasks.self) { try $0.list($1) }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject? {
    try TaskStore(database: query.database).rightsSubject(of: finding)
  }
}

/// What one reader may see of the tasks.
struct TaskReading {
  let store: TaskStore
  let registry: RegistryState
  let rights: Rights

  func show(_ query: ShowTask) throws -> TaskView {
    try store.view(of: try find(query.task), after: Int(query.after ?? 0))
  }

  func list(_ query: ListTasks) throws -> TaskListAnswer {
    if let unit = query.unit, !registry.hasUnit(unit) {
      throw Refusal(.notFound, field: "unit", rule: "unknown-unit", ["unit": unit.rawValue])
    }
    var filter = TaskStore.Filter()
    (filter.unit, filter.state, filter.finding) = (query.unit, query.state, query.finding)
    let last = try query.after.map { try find($0) }
    var page = BoundedPage<TaskView>(limit: query.limit ?? 200)
    try store.eachTask(filter, after: last) { task in
      try !rights.may(.showTask, store.rightsSubject(of: task)) || page.add(TaskView(task))
    }
    return TaskListAnswer(tasks: page.rows, next: page.isFull ? page.rows.last?.number : nil)
  }

  /// - Throws: the same for a task that is hidden from the reader as for one that is not there.
  private func find(_ reference: String) throws -> TaskSnapshot {
    let task = try store.find(reference)
    guard rights.may(.showTask, store.rightsSubject(of: task)) else {
      throw TaskStore.unknown(reference)
    }
    return task
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
