import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// The follow-up tasks and every step in their lives.
struct TaskStore {
  static let migration = Migration(2, file: PackageResources.liaison_0002_sql)

  let database: Database

  func nextNumber(at time: Timestamp, epoch: UInt64) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT last FROM task_counter WHERE year = ?"),
      arguments: [year])
    return RecordNumber(
      prefix: "T", year: year, ordinal: (last ?? 0) + 1, epoch: epoch
    ).description
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
    guard let event else { throw TaskStore.unknown(reference) }
    return try decode(event)
  }

  static func unknown(_ reference: String) -> Refusal {
    Refusal(
      .notFound, field: "task", rule: "unknown-task", ["value": String(reference.prefix(64))])
  }

  /// What decides who may see a task and act on it.
  func rightsSubject(of task: TaskSnapshot) -> RightsSubject {
    RightsSubject(
      assignee: task.unit, earlier: task.state == .redirected ? [task.unit] : [],
      confidential: task.confidential)
  }

  /// What liaison's tasks say of a finding; `nil` when it has none of it.
  func rightsSubject(of finding: ID<Finding>) throws -> RightsSubject? {
    let tasks = try tasks(of: finding)
    guard let last = tasks.last else { return nil }
    return RightsSubject(
      reporter: last.confidential?.reporter, confidential: last.confidential)
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
          ORDER BY task.first_record
          """),
      arguments: [Data(finding.bytes.array), unit?.rawValue]
    ).map(decode)
  }

  /// The first tasks behind one, by identifier, whose term was counted without a holiday table.
  func provisional(after task: [UInt8], limit: Int) throws -> [TaskSnapshot] {
    try Data.fetchAll(
      database.cachedStatement(
        sql: """
          \(TaskStore.latestEvent) WHERE task.provisional = 1 AND task.id > ?
          ORDER BY task.id LIMIT ?
          """),
      arguments: [Data(task), limit]
    ).map(decode)
  }

  /// Which tasks are listed; `nil` for all.
  struct Filter {
    var unit: UnitID?
    var state: TaskState?
    var finding: ID<Finding>?
  }

  /// Hands the tasks that a filter lets through to `take`, the earliest term first and then the one
  /// that was made first, until it returns `false`.
  /// - Parameter last: of the page before.
  func eachTask(
    _ filter: Filter, after last: TaskSnapshot?, _ take: (TaskSnapshot) throws -> Bool
  ) throws {
    var arguments: [any DatabaseValueConvertible] = []
    if let unit = filter.unit { arguments.append(unit.rawValue) }
    if let state = filter.state { arguments.append(state.rawValue) }
    if let finding = filter.finding { arguments.append(Data(finding.bytes.array)) }
    arguments.append(last?.dueAt.milliseconds ?? .min)
    arguments.append(try last.map { try firstRecord(of: $0) } ?? 0)
    let events = try Data.fetchCursor(
      database.cachedStatement(sql: TaskStore.listQuery(filter)),
      arguments: StatementArguments(arguments))
    while let event = try events.next() {
      guard try take(decode(event)) else { return }
    }
  }

  /// The arguments are the filter's unit, state and finding as far as it has them, and the term and
  /// first record behind which it begins.
  static func listQuery(_ filter: Filter) -> String {
    let index: String
    switch (filter.unit, filter.state, filter.finding) {
    case (_, _, .some): index = "task_of_finding"
    case (.some, .some, nil): index = "task_of_unit_in_state"
    case (.some, nil, nil): index = "task_of_unit"
    case (nil, .some, nil): index = "task_in_state"
    case (nil, nil, nil): index = "task_by_term"
    }
    var conditions: [String] = []
    if filter.unit != nil { conditions.append("task.unit = ?") }
    if filter.state != nil { conditions.append("task.state = ?") }
    if filter.finding != nil { conditions.append("task.finding = ?") }
    conditions.append("(task.due_at, task.first_record) > (?, ?)")
    // CROSS JOIN keeps this order of the tables.
    return """
      SELECT log_record.payload FROM task INDEXED BY \(index)
      CROSS JOIN log_record ON log_record.seq = task.record
      WHERE \(conditions.joined(separator: " AND "))
      ORDER BY task.due_at, task.first_record
      """
  }

  private func firstRecord(of task: TaskSnapshot) throws -> Int64 {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT first_record FROM task WHERE id = ?"),
      arguments: [Data(task.task.bytes.array)]) ?? 0
  }

  /// A task with a page of its history, from the log.
  /// - Parameter record: where the page before ended; 0 for the first.
  func view(of task: TaskSnapshot, after record: Int = 0) throws -> TaskView {
    var view = TaskView(task)
    var page = BoundedPage<TaskView.Step>(besides: try EventCoding.encode(view).count)
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT seq, header, payload FROM log_record WHERE subject = ? AND seq > ? ORDER BY seq
          """),
      arguments: [Data(task.finding.bytes.array), record])
    var last = record
    while let row = try rows.next() {
      let (stored, payload): (Data, Data) = (row["header"], row["payload"])
      let header = try RecordHeader(bytes: Array(stored))
      guard TaskStore.steps.contains(header.typeCode) else { continue }
      let event = try EventCoding.decode(TaskEvent.self, from: Array(payload))
      guard event.snapshot.task == task.task else { continue }
      let step = TaskView.Step(
        state: event.snapshot.state, at: TimeText(header.time, in: task.zone), by: event.by,
        note: event.note)
      guard try page.add(step) else { break }
      last = row["seq"]
    }
    view.history = page.rows
    view.next = page.isFull ? last : nil
    return view
  }

  /// The codes of the events of a task: all that liaison alone writes.
  private static let steps = Set(
    EventCatalogue.all.map { $0.type }.filter { $0.owner == .liaison }.map(\.code))

  private func decode(_ event: Data) throws -> TaskSnapshot {
    try EventCoding.decode(TaskEvent.self, from: Array(event)).snapshot
  }
}

extension TaskSnapshot {
  /// Whether somebody still has to do something. A task in an unknown state is not known to be done
  /// with.
  var isPending: Bool { ![.completed, .redirected, .cancelled].contains(state) }

  /// Whether its term counts still: nobody has reported on it or ended it.
  var mayFallDue: Bool { isPending && state != .reported }
}
