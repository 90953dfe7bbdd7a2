import Domain
import Events
import Foundation
import GRDB
import Log

/// The follow-up tasks and every step in their lives.
struct TaskStore {
  static let migration = Migration(2, file: PackageResources.liaison_0002_sql)

  let database: Database

  func nextNumber(at time: Timestamp, epoch: UInt64) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO task_counter (year, last) VALUES (?, 1)
          ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last
          """),
      arguments: [year])
    return RecordNumber(prefix: "T", year: year, ordinal: last ?? 1, epoch: epoch).description
  }

  /// - Parameter reference: an identifier or a number.
  func find(_ reference: String) throws -> TaskSnapshot {
    let event: Data?
    if let id = ID<FollowUpTask>(reference) {
      event = try Data.fetchOne(
        database.cachedStatement(sql: "\(TaskStore.latestEvent) WHERE task.id = ?"),
        arguments: [Data(id.bytes.array)])
    } else {
      event = try Data.fetchOne(
        database.cachedStatement(sql: "\(TaskStore.latestEvent) WHERE task.number = ?"),
        arguments: [reference.uppercased()])
    }
    guard let event else {
      throw Refusal(
        .notFound, field: "task", rule: "unknown-task", ["value": String(reference.prefix(64))])
    }
    return try decode(event)
  }

  private static let latestEvent = """
    SELECT log_record.payload FROM task JOIN log_record ON log_record.seq = task.record
    """

  /// The tasks of a finding, oldest first; of one unit where it is given.
  func tasks(of finding: ID<Finding>, unit: UnitID? = nil) throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database.cachedStatement(
        sql: """
          \(TaskStore.latestEvent) WHERE task.finding = ?1 AND (?2 IS NULL OR task.unit = ?2)
          ORDER BY task.number
          """),
      arguments: [Data(finding.bytes.array), unit?.rawValue]
    ).map(decode)
  }

  /// The tasks whose term was counted without a holiday table and that are not done with.
  func provisional() throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database.cachedStatement(
        sql: "\(TaskStore.latestEvent) WHERE task.provisional = 1 ORDER BY task.number")
    ).map(decode).filter(\.isPending)
  }

  /// Tasks by unit, state and finding, the earliest term first.
  /// - Parameter last: of the page before.
  func list(
    unit: UnitID?, state: TaskState?, finding: ID<Finding>?, after last: TaskSnapshot?, limit: Int
  ) throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database.cachedStatement(
        sql: """
          \(TaskStore.latestEvent) WHERE (?1 IS NULL OR task.unit = ?1)
            AND (?2 IS NULL OR task.state = ?2) AND (?3 IS NULL OR task.finding = ?3)
            AND (?5 IS NULL OR (task.due_at, task.number) > (?5, ?6))
          ORDER BY task.due_at, task.number LIMIT ?4
          """),
      arguments: [
        unit?.rawValue, state?.rawValue, finding.map { Data($0.bytes.array) }, limit,
        last?.dueAt.milliseconds, last?.number,
      ]
    ).map(decode)
  }

  /// Stores a task as it stands and the step that brought it there.
  ///
  /// - Parameter position: the event in this log that carries the task.
  func store(
    _ task: TaskSnapshot, at position: LogPosition, by unit: UnitID?, note: String?,
    document: [UInt8]? = nil,
    at time: Timestamp
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO task (id, number, unit, finding, state, due_at, provisional, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at,
          provisional = excluded.provisional, record = excluded.record
        """
    ).execute(arguments: [
      Data(task.task.bytes.array), task.number, task.unit.rawValue,
      Data(task.finding.bytes.array), task.state.rawValue, task.dueAt.milliseconds,
      task.provisional ? 1 : 0, Int64(position.sequence),
    ])
    try database.cachedStatement(
      sql: """
        INSERT INTO task_step (task, ordinal, state, at, unit, note, document)
        SELECT ?1, 1 + (SELECT count(*) FROM task_step WHERE task = ?1), ?2, ?3, ?4, ?5, ?6
        """
    ).execute(arguments: [
      Data(task.task.bytes.array), task.state.rawValue, time.milliseconds, unit?.rawValue, note,
      document.map { Data($0) },
    ])
  }

  func history(of task: TaskSnapshot) throws -> [TaskView.Step] {
    try Row.fetchAll(
      database, sql: "SELECT state, at, unit, note FROM task_step WHERE task = ? ORDER BY ordinal",
      arguments: [Data(task.task.bytes.array)]
    ).map { row in
      let unit: String? = row["unit"]
      return TaskView.Step(
        state: TaskState(rawValue: row["state"]) ?? task.state,
        at: TimeText(Timestamp(milliseconds: row["at"]), in: task.zone),
        by: unit.map { UnitID($0) }, note: row["note"])
    }
  }

  private func decode(_ event: Data) throws -> TaskSnapshot {
    try EventCoding.decode(TaskEvent.self, from: Array(event)).snapshot
  }
}

extension TaskSnapshot {
  /// Whether somebody still has to do something.
  var isPending: Bool { state == .open || state == .accepted || state == .reported }

  /// Whether its term counts still: nobody has reported on it or ended it.
  var mayFallDue: Bool { state == .open || state == .accepted }
}
