import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Checks liaison's tables for `verify`: each task is what the log says of it, a task that is due has
/// its timer, and no timer points to nothing.
struct TaskAudit {
  let audit: ServiceAudit

  private static let events: Set<UInt32> = [
    TaskCreated.type.code, TaskChanged.type.code, TaskRescheduled.type.code,
    TaskOverdue.type.code,
  ]

  func faults() throws -> [ServiceFault] { try rows() + created() + timers() }

  /// A task's row and the event that it points to say the same.
  private func rows() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let rows = try Row.fetchCursor(
      audit.database,
      sql: """
        SELECT task.*, log_record.header, log_record.payload,
          (SELECT state FROM task_step WHERE task = task.id ORDER BY ordinal DESC LIMIT 1) AS step
        FROM task LEFT JOIN log_record ON log_record.seq = task.record ORDER BY task.number
        """)
    while let row = try rows.next() {
      guard !isRight(row) else { continue }
      let record: Int64 = row["record"]
      faults.append(
        ServiceFault("task-column", at: UInt64(clamping: record), ["task": row["number"]]))
    }
    return faults
  }

  private func isRight(_ row: Row) -> Bool {
    let header: Data = row["header"] ?? Data()
    let payload: Data = row["payload"] ?? Data()
    guard let type = try? RecordHeader(bytes: Array(header)).typeCode,
      TaskAudit.events.contains(type),
      let task = try? EventCoding.decode(TaskEvent.self, from: Array(payload)).snapshot
    else { return false }
    let (id, finding): (Data, Data) = (row["id"], row["finding"])
    let (due, provisional): (Int64, Int64) = (row["due_at"], row["provisional"])
    let step: String? = row["step"]
    return Data(task.task.bytes.array) == id && Data(task.finding.bytes.array) == finding
      && task.number == row["number"] && task.unit.rawValue == row["unit"]
      && task.state.rawValue == row["state"] && task.state.rawValue == step
      && task.dueAt.milliseconds == due && task.provisional == (provisional == 1)
  }

  /// Each task that the log says was made, and was last changed there, is a row.
  private func created() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    var latest: [ID<FollowUpTask>: UInt64] = [:]
    try audit.forEachRecord(of: TaskAudit.events) { sequence, payload in
      guard let event = try? EventCoding.decode(TaskEvent.self, from: payload) else {
        faults.append(ServiceFault("event", at: sequence))
        return
      }
      latest[event.snapshot.task] = sequence
    }
    for (task, sequence) in latest.sorted(by: { $0.value < $1.value }) {
      let record = try Int64.fetchOne(
        audit.database, sql: "SELECT record FROM task WHERE id = ?",
        arguments: [Data(task.bytes.array)])
      if record != Int64(clamping: sequence) {
        faults.append(ServiceFault("task-missing", at: sequence, ["task": task.description]))
      }
    }
    return faults
  }

  /// A timer belongs to a task that may fall due; a task that may has a timer or is noted overdue.
  private func timers() throws -> [ServiceFault] {
    let orphans = try String.fetchAll(
      audit.database,
      sql: """
        SELECT id FROM log_timer WHERE kind != ?1 OR subject IS NULL OR NOT EXISTS (
          SELECT 1 FROM task WHERE task.id = log_timer.subject
            AND task.state IN ('open', 'accepted') AND log_timer.due_at = task.due_at + 1000)
        ORDER BY id
        """,
      arguments: [TaskDesk.dueTimer])
    let timeless = try String.fetchAll(
      audit.database,
      sql: """
        SELECT number FROM task WHERE state IN ('open', 'accepted')
          AND NOT EXISTS (SELECT 1 FROM log_timer WHERE kind = ?1 AND subject = task.id)
          AND NOT EXISTS (SELECT 1 FROM task_step
            WHERE task = task.id AND note IN ('overdue', 'overdue-late'))
        ORDER BY number
        """,
      arguments: [TaskDesk.dueTimer])
    return orphans.map { ServiceFault("timer-orphan", ["timer": $0]) }
      + timeless.map { ServiceFault("timer-missing", ["task": $0]) }
  }
}
