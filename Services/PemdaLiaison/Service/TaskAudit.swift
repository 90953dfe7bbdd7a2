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
  let events: TaskEvents

  func faults() throws -> [ServiceFault] {
    let unlawful = events.unlawful.map { ServiceFault("event", at: $0) }
    return try rows() + unlawful + created() + timers()
  }

  /// A task's row and the event that it points to say the same.
  private func rows() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let rows = try Row.fetchCursor(
      audit.database,
      sql: """
        SELECT task.*,
          (SELECT state FROM task_step WHERE task = task.id ORDER BY ordinal DESC LIMIT 1) AS step
        FROM task ORDER BY task.number
        """)
    while let row = try rows.next() {
      let record: Int64 = try row.stored("record")
      if try !isRight(row, record) {
        faults.append(
          ServiceFault("task-column", at: UInt64(clamping: record), ["task": row["number"]]))
      }
    }
    return faults
  }

  private func isRight(_ row: Row, _ record: Int64) throws -> Bool {
    guard let task = events.tasks[record] else { return false }
    let (id, finding): (Data, Data) = try (row.stored("id"), row.stored("finding"))
    let (number, unit): (String, String) = try (row.stored("number"), row.stored("unit"))
    let (state, step): (String, String?) = (try row.stored("state"), row["step"])
    let (due, provisional): (Int64, Int64) = try (row.stored("due_at"), row.stored("provisional"))
    return Data(task.task.bytes.array) == id && Data(task.finding.bytes.array) == finding
      && task.number == number && task.unit == unit && task.state == state && state == step
      && task.dueAt == due && (task.provisional ? 1 : 0) == provisional
  }

  /// Each task that the log says was made, and was last changed there, is a row.
  private func created() throws -> [ServiceFault] {
    var latest: [ID<FollowUpTask>: Int64] = [:]
    for (sequence, task) in events.tasks {
      latest[task.task] = max(latest[task.task] ?? 0, sequence)
    }
    return try latest.sorted { $0.value < $1.value }.compactMap { task, sequence in
      let record = try Int64.fetchOne(
        audit.database, sql: "SELECT record FROM task WHERE id = ?",
        arguments: [Data(task.bytes.array)])
      guard record != sequence else { return nil }
      return ServiceFault(
        "task-missing", at: UInt64(clamping: sequence), ["task": task.description])
    }
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
      arguments: [FollowUpTasks.dueTimer])
    let timeless = try String.fetchAll(
      audit.database,
      sql: """
        SELECT number FROM task WHERE state IN ('open', 'accepted')
          AND NOT EXISTS (SELECT 1 FROM log_timer WHERE kind = ?1 AND subject = task.id)
          AND NOT EXISTS (SELECT 1 FROM task_step
            WHERE task = task.id AND note IN ('overdue', 'overdue-late'))
        ORDER BY number
        """,
      arguments: [FollowUpTasks.dueTimer])
    return orphans.map { ServiceFault("timer-orphan", ["timer": $0]) }
      + timeless.map { ServiceFault("timer-missing", ["task": $0]) }
  }
}
