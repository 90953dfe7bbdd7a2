import Domain
import Events
import Foundation
import GRDB
import Log

/// Liaison's tables, folded from its own log.
struct LiaisonRebuild {
  private let country: Country

  init(_ country: Country) { self.country = country }

  func differences() throws -> [String] {
    guard let file = country.files[.liaison] else { return [] }
    var differences: [String] = []
    for var expected in [tasks(), steps()] {
      expected.sort()
      let found = try file.reader.query { try TableRows(expected.name, expected.columns, in: $0) }
      if let difference = found.difference(from: expected) { differences.append(difference) }
    }
    return differences
  }

  private func tasks() -> TableRows {
    var table = TableRows(
      "task",
      [
        "id", "number", "unit", "finding", "state", "due_at", "provisional", "record",
        "first_record",
      ])
    let first = Dictionary(country.tasks.map { ($0.snapshot.task, $0.sequence) }) { one, _ in one }
    let latest = Dictionary(country.tasks.map { ($0.snapshot.task, $0) }) { $1 }
    for event in latest.values {
      let task = event.snapshot
      table.append([
        Data(task.task.bytes.array), task.number, task.unit.rawValue,
        Data(task.finding.bytes.array), task.state.rawValue, task.dueAt.milliseconds,
        task.provisional ? 1 : 0, Int64(event.sequence), first[task.task].map { Int64($0) },
      ])
    }
    return table
  }

  private func steps() -> TableRows {
    var table = TableRows("task_step", ["task", "ordinal", "state", "at", "unit", "note"])
    var counts: [ID<FollowUpTask>: Int] = [:]
    var last: [ID<FollowUpTask>: RecordedTask] = [:]
    for event in country.tasks {
      let task = event.snapshot
      counts[task.task, default: 0] += 1
      let (unit, note) = author(of: event, last)
      table.append([
        Data(task.task.bytes.array), counts[task.task], task.state.rawValue,
        event.header.time.milliseconds, unit?.rawValue, note,
      ])
      last[task.task] = event
    }
    return table
  }

  /// Who made a step, and its words.
  private func author(
    of event: RecordedTask, _ last: [ID<FollowUpTask>: RecordedTask]
  ) -> (UnitID?, String?) {
    switch event.kind {
    case .created(let from):
      guard let from, let source = last[from] else { return (nil, nil) }
      // The words are the same at both ends, each behind the other's unit.
      let words = source.note?.dropFirst(event.snapshot.unit.rawValue.count) ?? ""
      return (source.by, "\(source.snapshot.unit)\(words)")
    case .changed: return (event.by, event.note)
    case .rescheduled: return (nil, "holiday-table")
    case .overdue(let late): return (nil, late ? "overdue-late" : "overdue")
    }
  }
}
