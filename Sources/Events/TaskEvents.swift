public import Domain

/// A follow-up task (tugas tindak lanjut) as it stands after an event.
public struct TaskSnapshot: Codable, Hashable, Sendable {
  public var task: ID<FollowUpTask>
  public var number: String
  /// The Pemda or ministry that must act.
  public var unit: UnitID
  public var finding: ID<Finding>
  public var findingNumber: String
  public var caseID: ID<Case>
  public var kind: String
  public var state: TaskState
  /// From when the term counts: the receipt in findings of what made the task.
  public var receivedAt: Timestamp
  public var dueAt: Timestamp
  public var zone: IndonesianZone
  /// True while a year of the term has no holiday table: weekends alone were counted.
  public var provisional: Bool
  public var createdAt: Timestamp
  public var reasons: [MessageReason]
  /// What a person reads first.
  public var product: String?
  public var substance: String

  public init(
    task: ID<FollowUpTask>, number: String, unit: UnitID, alert: AlertContent,
    receivedAt: Timestamp, dueAt: Timestamp, zone: IndonesianZone, provisional: Bool,
    createdAt: Timestamp, reasons: [MessageReason]
  ) {
    self.task = task
    self.number = number
    self.unit = unit
    finding = alert.finding
    findingNumber = alert.findingNumber
    caseID = alert.caseID
    kind = "follow-up"
    state = .open
    self.receivedAt = receivedAt
    self.dueAt = dueAt
    self.zone = zone
    self.provisional = provisional
    self.createdAt = createdAt
    self.reasons = reasons
    product = alert.product
    substance = alert.substance
  }
}

/// What each event of a task carries, read without regard to its type.
public struct TaskEvent: Decodable, Sendable {
  private struct Carried: Decodable, Sendable {
    let snapshot: TaskSnapshot
  }

  private let data: Carried

  public var snapshot: TaskSnapshot { data.snapshot }
}

/// A Pemda or ministry must act, by a date.
public struct TaskCreated: EventPayload {
  public static let type = EventType("task.created", 401, owner: .liaison)
  public var snapshot: TaskSnapshot
  /// The task from which this one was redirected.
  public var from: ID<FollowUpTask>?

  public init(snapshot: TaskSnapshot, from: ID<FollowUpTask>? = nil) {
    self.snapshot = snapshot
    self.from = from
  }
}

/// The unit accepted, redirected, reported on or completed its task, or the task was cancelled.
public struct TaskChanged: EventPayload {
  public static let type = EventType("task.changed", 402, owner: .liaison)
  public var snapshot: TaskSnapshot
  public var previousState: TaskState
  /// `nil` when no person did it.
  public var by: UnitID?
  /// A person's words, or a stable word such as `finding-withdrawn` when no person did it.
  public var note: String?

  public init(snapshot: TaskSnapshot, previousState: TaskState, by: UnitID?, note: String?) {
    self.snapshot = snapshot
    self.previousState = previousState
    self.by = by
    self.note = note
  }
}

/// A holiday table came: the term was counted again.
public struct TaskRescheduled: EventPayload {
  public static let type = EventType("task.rescheduled", 403, owner: .liaison)
  public var snapshot: TaskSnapshot
  public var previousDueAt: Timestamp

  public init(snapshot: TaskSnapshot, previousDueAt: Timestamp) {
    self.snapshot = snapshot
    self.previousDueAt = previousDueAt
  }
}

/// The term ended and the task was still open.
public struct TaskOverdue: EventPayload {
  public static let type = EventType("task.overdue", 404, owner: .liaison)
  public var snapshot: TaskSnapshot
  /// The timer was carried out late, after an outage.
  public var late: Bool

  public init(snapshot: TaskSnapshot, late: Bool) {
    self.snapshot = snapshot
    self.late = late
  }
}
