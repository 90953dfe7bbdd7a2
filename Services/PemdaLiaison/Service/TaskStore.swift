import Domain
import Events
import Foundation
import GRDB
import Log

/// The follow-up tasks and every step in their lives.
struct TaskStore {
  static let migration = Migration(2, file: PackageResources.liaison_0002_sql)

  let database: Database

  func nextNumber(at time: Timestamp) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO task_counter (year, last) VALUES (?, 1)
          ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last
          """),
      arguments: [year])
    return RecordNumber(prefix: "T", year: year, ordinal: last ?? 1).description
  }

  /// - Parameter reference: an identifier or a number.
  func find(_ reference: String) throws -> TaskSnapshot {
    let payload: Data?
    if let id = ID<FollowUpTask>(reference) {
      payload = try Data.fetchOne(
        database, sql: "SELECT snapshot FROM task WHERE id = ?",
        arguments: [Data(id.bytes.array)])
    } else {
      payload = try Data.fetchOne(
        database, sql: "SELECT snapshot FROM task WHERE number = ?",
        arguments: [reference.uppercased()])
    }
    guard let payload else {
      throw Refusal(
        .notFound, field: "task", rule: "unknown-task", ["value": String(reference.prefix(64))])
    }
    return try decode(payload)
  }

  /// The tasks of a finding, oldest first; of one unit where it is given.
  func tasks(of finding: ID<Finding>, unit: UnitID? = nil) throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT snapshot FROM task WHERE finding = ?1 AND (?2 IS NULL OR unit = ?2)
          ORDER BY number
          """),
      arguments: [Data(finding.bytes.array), unit?.rawValue]
    ).map(decode)
  }

  /// The tasks whose term was counted without a holiday table and that are not done with.
  func provisional() throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database, sql: "SELECT snapshot FROM task WHERE provisional = 1 ORDER BY number"
    ).map(decode).filter(\.isPending)
  }

  /// Tasks by unit, state and finding, the earliest term first.
  func list(
    unit: UnitID?, state: TaskState?, finding: ID<Finding>?, limit: Int
  ) throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database,
      sql: """
        SELECT snapshot FROM task
        WHERE (?1 IS NULL OR unit = ?1) AND (?2 IS NULL OR state = ?2)
          AND (?3 IS NULL OR finding = ?3)
        ORDER BY due_at, number LIMIT ?4
        """,
      arguments: [
        unit?.rawValue, state?.rawValue, finding.map { Data($0.bytes.array) }, limit,
      ]
    ).map(decode)
  }

  /// Stores a task as it stands and the step that brought it there.
  func store(
    _ task: TaskSnapshot, by unit: UnitID?, note: String?, document: [UInt8]? = nil,
    at time: Timestamp
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO task (id, number, unit, finding, state, due_at, provisional, snapshot)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, due_at = excluded.due_at,
          provisional = excluded.provisional, snapshot = excluded.snapshot
        """
    ).execute(arguments: [
      Data(task.task.bytes.array), task.number, task.unit.rawValue,
      Data(task.finding.bytes.array), task.state.rawValue, task.dueAt.milliseconds,
      task.provisional ? 1 : 0, Data(try EventCoding.encode(task)),
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

  private func decode(_ payload: Data) throws -> TaskSnapshot {
    try EventCoding.decode(TaskSnapshot.self, from: Array(payload))
  }
}

extension TaskSnapshot {
  /// Whether somebody still has to do something.
  var isPending: Bool { state == .open || state == .accepted || state == .reported }
}
