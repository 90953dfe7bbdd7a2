package import Domain

/// A task with its history, a page at a time.
package struct ShowTask: Query {
  package typealias Answer = TaskView
  package var task: String
  package var after: Int64?

  package init(task: String, after: Int64? = nil) {
    self.task = task
    self.after = after
  }

  package static let action = Action.showTask
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(
    id: "Tampilkan satu tugas dengan riwayatnya.", en: "Show one task with its history.")
  package static let fields: [RequestField] = [.task, .afterNumber]
  package static let refusals = ["unknown-task"]
  package static let sample = ShowTask(task: Samples.task, after: 200)
}

/// Tasks that fit, in the order of their terms.
package struct ListTasks: Query {
  package typealias Answer = TaskListAnswer
  package var unit: UnitID?
  package var state: TaskState?
  package var finding: ID<Finding>?
  package var after: String?
  /// 200 when it is absent.
  package var limit: Int?

  package init(
    unit: UnitID? = nil, state: TaskState? = nil, finding: ID<Finding>? = nil,
    after: String? = nil, limit: Int? = nil
  ) {
    self.unit = unit
    self.state = state
    self.finding = finding
    self.after = after
    self.limit = limit
  }

  package static let action = Action.listTasks
  package static let service: ServiceName? = .liaison
  package static let summary = Wording(
    id: "Daftar tugas, tenggat terdekat dahulu.", en: "List tasks, nearest deadline first.")
  package static let fields: [RequestField] = [
    .optional("unit", .unit, id: "Unit pelaksana.", en: "The unit that acts."),
    .optional(
      "state", .word(TaskState.words), id: "Keadaan: \(TaskState.allowed).",
      en: "State: \(TaskState.allowed)."),
    .optional("finding", .uuid, id: "Id temuan.", en: "A finding's id."),
    .afterText, .limit(1000),
  ]
  package static let refusals = ["unknown-unit", "unknown-task"]
  package static let sample = ListTasks(
    unit: UnitID("pemda-17.02"), state: .open, finding: Samples.finding, after: Samples.task,
    limit: 200)
}
