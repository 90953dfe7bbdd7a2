public import Domain

/// The states of a follow-up task.
public enum TaskState: String, Codable, Sendable, CaseIterable {
  case open, accepted, reported, completed, redirected, cancelled
}

/// A follow-up task (tugas tindak lanjut) of a Pemda or ministry.
public struct TaskView: Codable, Sendable {
  /// One step in the task's life.
  public struct Step: Codable, Sendable {
    public var state: TaskState
    public var at: TimeText
    public var by: UnitID?
    public var note: String?

    public init(state: TaskState, at: TimeText, by: UnitID?, note: String?) {
      self.state = state
      self.at = at
      self.by = by
      self.note = note
    }
  }

  public var task: ID<FollowUpTask>
  public var number: String
  public var unit: UnitID
  public var finding: ID<Finding>
  public var findingNumber: String
  public var caseID: ID<Case>
  /// `follow-up`.
  public var kind: String
  public var state: TaskState
  /// The last moment of the term, in the zone of the unit.
  public var dueAt: TimeText
  /// True while a year of the term has no holiday table.
  public var provisional: Bool
  public var createdAt: TimeText
  public var reasons: [MessageReason]
  /// Empty in lists.
  public var history: [Step]

  public init(
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
    case reasons, history
    case caseID = "case"
  }
}

/// The answer to `task.list`.
public struct TaskListAnswer: Codable, Sendable {
  public var tasks: [TaskView]
  /// The `after` of the next page; `nil` when this was the last.
  public var next: String?

  public init(tasks: [TaskView], next: String? = nil) {
    self.tasks = tasks
    self.next = next
  }
}
