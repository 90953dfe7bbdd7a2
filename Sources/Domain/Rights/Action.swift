/// What can be asked of a door: each command and query by its name on the wire, and what has no name
/// of its own there.
package enum Action: String, CaseIterable, Sendable {
  // Findings.
  case reportFinding = "finding.report"
  case amendFinding = "finding.amend"
  case recordTest = "finding.test"
  case withdrawFinding = "finding.withdraw"
  case closeFinding = "finding.close"
  case openFinding = "finding.open"
  case showFinding = "finding.show"
  case listFindings = "finding.list"
  // Hazardous-materials watch.
  case explain
  case simulate
  // Pemda liaison.
  case listTasks = "task.list"
  case showTask = "task.show"
  case acceptTask = "task.accept"
  case redirectTask = "task.redirect"
  case reportTask = "task.report"
  case completeTask = "task.complete"
  case noteTask = "task.note"
  // Notifier.
  case readInbox = "inbox.read"
  case acknowledge = "message.acknowledge"
  /// Following a mailbox: kind 3 at the door, no request.
  case openMailbox = "mailbox.open"
  // Registry.
  case whoCovers = "who-covers"
  case designate = "coordinator.designate"
  case endDesignation = "coordinator.end"
  case enrol = "key.enrol"
  case importFacts = "registry.import"
  // Every service.
  case trace
  /// Of `trace`: when a unit was sent a message, was handed it and acknowledged it.
  case traceDelivery = "trace.delivery"
  case status
  case listQuarantine = "quarantine.list"
  case retryQuarantine = "quarantine.retry"
  case listMissing = "missing.list"
  case adoptLog = "log.adopt"

  /// Whether it is judged against a finding, a task, a mailbox or a message. Everything else is judged
  /// by who asks alone; of a list each row is judged as it is shown.
  package var hasSubject: Bool {
    switch self {
    case .amendFinding, .recordTest, .withdrawFinding, .closeFinding, .openFinding, .showFinding,
      .explain, .showTask, .acceptTask, .redirectTask, .reportTask, .completeTask, .noteTask,
      .readInbox, .acknowledge, .openMailbox, .trace, .traceDelivery:
      true
    case .reportFinding, .listFindings, .simulate, .listTasks, .whoCovers, .designate,
      .endDesignation, .enrol, .importFacts, .status, .listQuarantine, .retryQuarantine,
      .listMissing, .adoptLog:
      false
    }
  }
}
