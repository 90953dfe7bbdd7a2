package import Domain

/// A follow-up task (tugas tindak lanjut) as it stands after an event.
package struct TaskSnapshot: Hashable, Sendable {
  package var task: ID<FollowUpTask>
  package var number: String
  /// The Pemda or ministry that must act.
  package var unit: UnitID
  package var finding: ID<Finding>
  package var findingNumber: String
  package var caseID: ID<Case>
  package var kind: String
  package var state: TaskState
  /// From when the term counts: the receipt in findings of what made the task.
  package var receivedAt: Timestamp
  package var dueAt: Timestamp
  package var zone: IndonesianZone
  /// True while a year of the term has no holiday table: weekends alone were counted.
  package var provisional: Bool
  package var createdAt: Timestamp
  package var reasons: [MessageReason]
  /// What a person reads first.
  package var product: String?
  package var substance: String
  /// Who alone may know of it; `nil` unless its finding is confidential.
  package var confidential: ConfidentialGroup?

  package init(
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
    confidential = alert.confidential
  }
}

/// What each event of a task carries, read without regard to its type.
package struct TaskEvent: Decodable, Sendable {
  private struct Carried: Decodable, Sendable {
    let snapshot: TaskSnapshot
    let by: UnitID?
    let note: String?
    let late: Bool?
    let previousDueAt: Timestamp?
  }

  private let data: Carried

  package var snapshot: TaskSnapshot { data.snapshot }

  /// Who took the step; `nil` when no person did.
  package var by: UnitID? { data.by }

  /// A person's words, or a stable word where no person took the step.
  package var note: String? {
    if let late = data.late { return late ? "overdue-late" : "overdue" }
    return data.previousDueAt == nil ? data.note : "holiday-table"
  }
}

/// A Pemda or ministry must act, by a date.
package struct TaskCreated: EventPayload {
  package static let type = EventType("task.created", 401, owner: .liaison)
  package var snapshot: TaskSnapshot
  /// The task from which this one was redirected.
  package var from: ID<FollowUpTask>?
  /// Who redirected it, and why in that unit's words; `nil` for a task that an alert made.
  package var by: UnitID?
  package var note: String?

  package init(
    snapshot: TaskSnapshot, from: ID<FollowUpTask>? = nil, by: UnitID? = nil,
    note: String? = nil
  ) {
    self.snapshot = snapshot
    self.from = from
    self.by = by
    self.note = note
  }
}

/// The unit accepted, redirected, reported on or completed its task, or the task was cancelled; or,
/// with the state that it had, it is known to others than before.
package struct TaskChanged: EventPayload {
  package static let type = EventType("task.changed", 402, owner: .liaison)
  package var snapshot: TaskSnapshot
  package var previousState: TaskState
  /// `nil` when no person did it.
  package var by: UnitID?
  /// A person's words, or a stable word such as `finding-withdrawn` when no person did it.
  /// `finding-opened` and `group-changed` leave the state as it is.
  package var note: String?
  /// The unit's report as it was received, byte for byte.
  package var document: String?

  package init(
    snapshot: TaskSnapshot, previousState: TaskState, by: UnitID?, note: String?,
    document: String? = nil
  ) {
    self.snapshot = snapshot
    self.previousState = previousState
    self.by = by
    self.note = note
    self.document = document
  }
}

/// Somebody wrote down what belongs to the task, such as a telephone call. The task stays as it is.
package struct TaskNoted: EventPayload {
  package static let type = EventType("task.noted", 405, owner: .liaison)
  package var snapshot: TaskSnapshot
  package var by: UnitID
  package var note: String

  package init(snapshot: TaskSnapshot, by: UnitID, note: String) {
    self.snapshot = snapshot
    self.by = by
    self.note = note
  }
}

/// A holiday table came: the term was counted again.
package struct TaskRescheduled: EventPayload {
  package static let type = EventType("task.rescheduled", 403, owner: .liaison)
  package var snapshot: TaskSnapshot
  package var previousDueAt: Timestamp

  package init(snapshot: TaskSnapshot, previousDueAt: Timestamp) {
    self.snapshot = snapshot
    self.previousDueAt = previousDueAt
  }
}

/// The term ended and the task was still open.
package struct TaskOverdue: EventPayload {
  package static let type = EventType("task.overdue", 404, owner: .liaison)
  package var snapshot: TaskSnapshot
  /// The timer was carried out late, after an outage.
  package var late: Bool

  package init(snapshot: TaskSnapshot, late: Bool) {
    self.snapshot = snapshot
    self.late = late
  }
}
