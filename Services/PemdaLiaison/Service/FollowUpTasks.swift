import Domain
import Events
import Log
import ServiceRuntime

/// Makes, cancels and recounts tasks: what follows from watch's alerts, from a new holiday table,
/// and from the end of a term.
struct FollowUpTasks {
  /// The term of a Pemda's follow-up in working days. An assumption of the system: the joint
  /// regulation's articles were not read, so no rule sets it.
  static let termWorkingDays = 14

  /// The kind of the timer that marks a task overdue.
  static let dueTimer = "due"

  let registry: RegistryState
  let context: Context

  private var store: TaskStore { TaskStore(database: context.database) }

  func apply(_ record: FollowedRecord) throws {
    // Nobody need act on what was withdrawn.
    guard !record.isOvertaken else { return }
    switch record.record.header.typeCode {
    case AlertRaised.type.code, AlertUpdated.type.code:
      let content = try EventCoding.decode(AlertEvent.self, from: record.record.payload).content
      if record.isRepeated {
        try complete(content)
      } else {
        try reveal(content)
        try follow(content)
      }
    case AlertWithdrawn.type.code:
      let content = try record.event(AlertWithdrawn.self).data.content
      let note = content.state == .refuted ? "finding-refuted" : "finding-withdrawn"
      for task in try store.tasks(of: content.finding) { try cancel(task, note: note) }
    default: break
    }
  }

  /// The finding's tasks become known to those to whom the finding is known: to everybody when it was
  /// opened, to another group when the reporter named one.
  private func reveal(_ content: AlertContent) throws {
    for task in try store.tasks(of: content.finding)
    where task.confidential != content.confidential {
      var changed = task
      changed.confidential = content.confidential
      let note = content.confidential == nil ? "finding-opened" : "group-changed"
      try append(
        TaskChanged(snapshot: changed, previousState: task.state, by: nil, note: note), of: task)
    }
  }

  /// One task for each Pemda and ministry that must act and has none yet; the task of one that
  /// need not act any more is cancelled.
  private func follow(_ content: AlertContent) throws {
    guard content.state != .closed else { return }
    try requireSettledRegistry(content)
    for recipient in content.recipients
    where FollowUpTasks.takesTasks(recipient.unit, registry, at: context.time) {
      let tasks = try store.tasks(of: content.finding, unit: recipient.unit)
      let mustAct = FollowUpTasks.mustAct(recipient)
      if mustAct, !tasks.contains(where: { $0.state != .cancelled && $0.state != .redirected }) {
        try create(for: recipient, content)
      }
      if !mustAct {
        for task in tasks { try cancel(task, note: "no-longer-competent") }
      }
    }
  }

  /// An alert that was followed before and comes again, from a watch that was restored and decided
  /// anew: whoever must act by it and never had a task of the finding gets one. What became of the
  /// other tasks since is not touched.
  private func complete(_ content: AlertContent) throws {
    guard content.state != .closed else { return }
    try requireSettledRegistry(content)
    for recipient in content.recipients
    where FollowUpTasks.mustAct(recipient)
      && FollowUpTasks.takesTasks(recipient.unit, registry, at: context.time)
    {
      guard try store.tasks(of: content.finding, unit: recipient.unit).isEmpty else { continue }
      try create(for: recipient, content)
    }
  }

  /// What kind of unit each is that must act decides who gets a task.
  private func requireSettledRegistry(_ content: AlertContent) throws {
    try context.requireSettledRegistry(
      units: content.recipients.filter(FollowUpTasks.mustAct).map(\.unit))
  }

  /// Whether a recipient must act by what is so now, not only because it was told before.
  static func mustAct(_ recipient: AlertRecipient) -> Bool {
    recipient.role == .action
      && recipient.reasons.contains { $0.role == .action && $0.rule != .earlierRecipient }
  }

  static func takesTasks(_ unit: UnitID, _ registry: RegistryState, at time: Timestamp) -> Bool {
    guard let kind = registry.unit(unit, at: time)?.value.kind else { return false }
    return kind.isLocalGovernment || kind == .ministry
  }

  private func create(for recipient: AlertRecipient, _ content: AlertContent) throws {
    let zone = registry.zone(of: recipient.unit)
    let deadline = deadline(in: zone, receivedAt: content.receivedAt)
    let task = TaskSnapshot(
      task: context.makeID(for: "task \(recipient.unit)"),
      number: try store.nextNumber(at: context.time, epoch: context.epoch), unit: recipient.unit,
      alert: content,
      receivedAt: content.receivedAt,
      dueAt: deadline.dueAt, zone: zone,
      provisional: deadline.provisional, createdAt: context.time,
      reasons: recipient.reasons.filter { $0.role == .action }.map(MessageReason.init))
    try append(TaskCreated(snapshot: task), of: task)
  }

  private func cancel(_ task: TaskSnapshot, note: String) throws {
    guard task.isPending else { return }
    var changed = task
    changed.state = .cancelled
    try append(
      TaskChanged(snapshot: changed, previousState: task.state, by: nil, note: note), of: task)
  }

  /// Counts a provisional term again, after a holiday table came, in the days in which it was counted
  /// first. A task that was redirected keeps its term, and so the zone of the unit that had it before.
  func recount(_ task: TaskSnapshot) throws {
    let deadline = deadline(in: task.zone, receivedAt: task.receivedAt)
    guard task.isPending, deadline.dueAt != task.dueAt || !deadline.provisional else { return }
    var changed = task
    changed.dueAt = deadline.dueAt
    changed.provisional = deadline.provisional
    try append(TaskRescheduled(snapshot: changed, previousDueAt: task.dueAt), of: task)
  }

  func fire(_ timer: LogTimer) throws {
    guard timer.kind == FollowUpTasks.dueTimer else { return }
    let task = try store.find(ID<FollowUpTask>(bytes: timer.subject).description)
    let late = context.time > task.dueAt.adding(.seconds(60))
    try append(TaskOverdue(snapshot: task, late: late), of: task)
  }

  /// Under the finding's subject, resting on the registry as liaison has it.
  func append(_ event: some EventPayload, of task: TaskSnapshot) throws {
    try context.append(
      event, subject: task.finding.bytes, cause: try context.registryCause(),
      key: task.task.description)
  }

  private func deadline(in zone: IndonesianZone, receivedAt: Timestamp) -> Deadline {
    WorkingDays.deadline(
      receivedAt: receivedAt, days: FollowUpTasks.termWorkingDays, zone: zone,
      calendar: registry.holidayTable(of:))
  }
}
