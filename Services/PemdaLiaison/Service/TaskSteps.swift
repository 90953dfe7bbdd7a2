import Domain
import Events
import Log
import ServiceRuntime

/// What a Pemda or ministry does with its task, and what others note on it.
struct TaskSteps {
  let registry: RegistryState
  let context: Context
  let request: Request
  let unit: UnitID

  private var store: TaskStore { TaskStore(database: context.database) }
  private var followUp: FollowUpTasks { FollowUpTasks(registry: registry, context: context) }

  func accept(_ command: AcceptTask) throws -> TaskView {
    let task = try begin(command.task, from: [.open], .acceptTask, step: "accept")
    return try finish(task, .accepted, note: nil)
  }

  /// Hands the task to another Pemda or ministry; its term goes on.
  func redirect(_ command: RedirectTask) throws -> TaskView {
    let task = try begin(
      command.task, from: [.open, .accepted], .redirectTask, step: "redirect")
    let (target, reason) = (command.to, command.reason)
    guard let kind = registry.unit(target, at: context.time)?.value.kind else {
      throw Refusal.invalid("to", "unknown-unit", ["unit": target.rawValue])
    }
    guard kind.isLocalGovernment || kind == .ministry, target != task.unit else {
      throw Refusal.invalid("to", "takes-no-task", ["unit": target.rawValue])
    }
    try task.confidential?.require(target, field: "to")
    let taken = try store.tasks(of: task.finding, unit: target)
      .contains { $0.isPending || $0.state == .completed }
    guard !taken else {
      throw Refusal(.conflict, field: "to", rule: "already-has-task", ["unit": target.rawValue])
    }
    var next = task
    next.task = context.makeID(for: "task")
    next.number = try store.nextNumber(at: context.time, epoch: context.epoch)
    next.unit = target
    next.state = .open
    next.createdAt = context.time
    let view = try finish(task, .redirected, note: "\(target): \(reason)")
    try followUp.append(
      TaskCreated(
        snapshot: next, from: task.task, by: unit, note: "\(task.unit): \(reason)"),
      of: next)
    return view
  }

  /// Takes the Pemda's report as it is; it is kept byte for byte.
  func report(_ command: ReportTask) throws -> TaskView {
    let task = try begin(
      command.task, from: [.open, .accepted, .reported], .reportTask, step: "report")
    guard !request.document.isEmpty else { throw Refusal.invalid("file", "empty-document") }
    guard let document = String(validating: request.document, as: UTF8.self) else {
      throw Refusal.invalid("file", "not-utf-8")
    }
    // As a text in JSON quotes and control characters take more.
    let (size, limit) = (try EventCoding.encode(document).count, Request.documentBytesMax * 2)
    guard size <= limit else {
      throw Refusal.invalid(
        "file", "document-too-large", ["size": String(size), "limit": String(limit)])
    }
    return try finish(task, .reported, note: nil, document: document)
  }

  func complete(_ command: CompleteTask) throws -> TaskView {
    let task = try begin(
      command.task, from: [.open, .accepted, .reported], .completeTask, step: "complete")
    return try finish(task, .completed, note: command.note)
  }

  /// In whatever state the task is: what was heard of it later belongs to it, too.
  func note(_ command: AddTaskNote) throws -> TaskView {
    let task = try find(command.task, .noteTask)
    try followUp.append(TaskNoted(snapshot: task, by: unit, note: command.text), of: task)
    return answer(task)
  }

  /// A task that the actor may do this to.
  private func find(_ reference: String, _ action: Action) throws -> TaskSnapshot {
    let task = try store.find(reference)
    let rights = request.rights(in: registry, at: context.time)
    let subject = store.rightsSubject(of: task)
    guard rights.may(action, subject) else {
      guard rights.may(.showTask, subject) else { throw TaskStore.unknown(reference) }
      throw Refusal(
        .forbidden, field: "as", rule: "not-your-task",
        ["task": task.number, "unit": unit.rawValue, "owner": task.unit.rawValue])
    }
    return task
  }

  /// Only the unit that has the task takes a step of it.
  private func begin(
    _ reference: String, from allowed: [TaskState], _ action: Action, step: String
  ) throws -> TaskSnapshot {
    let task = try find(reference, action)
    guard allowed.contains(task.state) else {
      throw Refusal(
        .conflict, rule: "illegal-task-step",
        [
          "task": task.number, "state": task.state.rawValue, "step": step,
          "allowed": allowed.map(\.rawValue).joined(separator: ", "),
          "allowedStates": allowed.map(\.rawValue).joined(separator: ", "),
        ])
    }
    return task
  }

  private func finish(
    _ task: TaskSnapshot, _ state: TaskState, note: String?, document: String? = nil
  ) throws -> TaskView {
    var changed = task
    changed.state = state
    try followUp.append(
      TaskChanged(
        snapshot: changed, previousState: task.state, by: unit, note: note, document: document),
      of: task)
    return answer(changed)
  }

  /// Without its history, which is asked for apart: what is answered stands in the log.
  private func answer(_ task: TaskSnapshot) -> TaskView {
    var view = TaskView(task)
    view.next = 0
    return view
  }
}
