package import Domain

/// The states of a follow-up task. One that this program does not know is not known to be the last.
package struct TaskState: OpenWord {
  package static let open = Self(rawValue: "open")
  package static let accepted = Self(rawValue: "accepted")
  package static let reported = Self(rawValue: "reported")
  package static let completed = Self(rawValue: "completed")
  package static let redirected = Self(rawValue: "redirected")
  package static let cancelled = Self(rawValue: "cancelled")

  package static let known: [Self] = [
    .open, .accepted, .reported, .completed, .redirected, .cancelled,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A follow-up task (tugas tindak lanjut) of a Pemda or ministry.
package struct TaskView: Codable, Sendable {
  /// One step in the task's life.
  package struct Step: Codable, Sendable {
    package var state: TaskState
    package var at: TimeText
    package var by: UnitID?
    package var note: String?

    package init(state: TaskState, at: TimeText, by: UnitID?, note: String?) {
      self.state = state
      self.at = at
      self.by = by
      self.note = note
    }
  }

  package var task: ID<FollowUpTask>
  package var number: String
  package var unit: UnitID
  package var finding: ID<Finding>
  package var findingNumber: String
  package var caseID: ID<Case>
  /// `follow-up`.
  package var kind: String
  package var state: TaskState
  /// The last moment of the term, in the zone of the unit.
  package var dueAt: TimeText
  /// True while a year of the term has no holiday table.
  package var provisional: Bool
  package var createdAt: TimeText
  package var reasons: [MessageReason]
  /// Empty in lists; else a page of it.
  package var history: [Step]
  /// The `after` of the history's next page; `nil` when this was the last.
  package var next: Int?

  package init(
    task: ID<FollowUpTask>, number: String, unit: UnitID, finding: ID<Finding>,
    findingNumber: String, caseID: ID<Case>, kind: String, state: TaskState,
    dueAt: TimeText, provisional: Bool,
    createdAt: TimeText, reasons: [MessageReason], history: [Step] = []
  ) {
    self.task = task
    self.number = number
    self.unit = unit
    self.finding = finding
    self.findingNumber = findingNumber
    self.caseID = caseID
    self.kind = kind
    self.state = state
    self.dueAt = dueAt
    self.provisional = provisional
    self.createdAt = createdAt
    self.reasons = reasons
    self.history = history
  }

  enum CodingKeys: String, CodingKey {
    case task, number, unit, finding, findingNumber, kind, state, dueAt, provisional, createdAt
    case reasons, history, next
    case caseID = "case"
  }
}

/// The answer to `task.list`.
package struct TaskListAnswer: Codable, Sendable {
  package var tasks: [TaskView]
  /// The `after` of the next page; `nil` when this was the last.
  package var next: String?

  package init(tasks: [TaskView], next: String? = nil) {
    self.tasks = tasks
    self.next = next
  }
}
