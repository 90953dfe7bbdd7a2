import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Brings liaison's tables, and the timers of terms, to where an event of a task leaves them.
struct TaskEvolution {
  let tables: Tables

  func apply(_ record: OwnRecord) throws {
    switch record.header.typeCode {
    case TaskCreated.type.code:
      let task = try record.data(TaskCreated.self).snapshot
      try insert(task, at: record.sequence)
      try schedule(task)
    case TaskChanged.type.code:
      let task = try record.data(TaskChanged.self).snapshot
      try update(task, at: record.sequence)
      if !task.mayFallDue { try tables.cancelTimer(TaskEvolution.timerID(task)) }
    case TaskRescheduled.type.code:
      let event = try record.data(TaskRescheduled.self)
      try update(event.snapshot, at: record.sequence)
      // A term that has not changed has its timer, or was marked overdue already.
      if event.snapshot.mayFallDue, event.snapshot.dueAt != event.previousDueAt {
        try schedule(event.snapshot)
      }
    case TaskOverdue.type.code:
      let task = try record.data(TaskOverdue.self).snapshot
      try update(task, at: record.sequence)
      try tables.cancelTimer(TaskEvolution.timerID(task))
    default: break
    }
  }

  private func insert(_ task: TaskSnapshot, at record: UInt64) throws {
    try tables.database.cachedStatement(
      sql: """
        INSERT INTO task (id, number, unit, finding, state, due_at, provisional, record,
          first_record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
        """
    ).execute(arguments: [
      Data(task.task.bytes.array), task.number, task.unit.rawValue,
      Data(task.finding.bytes.array), task.state.rawValue, task.dueAt.milliseconds,
      task.provisional ? 1 : 0, Int64(record),
    ])
    guard let number = RecordNumber(task.number) else {
      throw LogError(.damaged, "A task has no lawful number: \(task.number.prefix(40)).")
    }
    try tables.database.cachedStatement(
      sql: """
        INSERT INTO task_counter (year, last) VALUES (?, ?)
        ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)
        """
    ).execute(arguments: [number.year, number.ordinal])
  }

  private func update(_ task: TaskSnapshot, at record: UInt64) throws {
    try tables.database.cachedStatement(
      sql: "UPDATE task SET state = ?, due_at = ?, provisional = ?, record = ? WHERE id = ?"
    ).execute(arguments: [
      task.state.rawValue, task.dueAt.milliseconds, task.provisional ? 1 : 0, Int64(record),
      Data(task.task.bytes.array),
    ])
  }

  private func schedule(_ task: TaskSnapshot) throws {
    try tables.schedule(
      LogTimer(
        id: TaskEvolution.timerID(task), kind: FollowUpTasks.dueTimer, subject: task.task.bytes,
        dueAt: task.dueAt.adding(.seconds(1))))
  }

  private static func timerID(_ task: TaskSnapshot) -> String { "due:\(task.task)" }
}
