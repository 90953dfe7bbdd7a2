import Domain
import Events
import Localization

/// A page of follow-up tasks, one a line.
struct TaskListPrintout: Printout {
  let answer: TaskListAnswer

  func json(_ localizer: Localizer) -> [JSONValue] {
    answer.tasks.map { .object(TaskListPrintout.object($0, localizer)) }
  }

  func lines(_ localizer: Localizer) -> [String] {
    guard !answer.tasks.isEmpty else { return [localizer.label(.noTasks)] }
    var table = TextTable()
    table.add(
      localizer.label(.taskNumber), localizer.label(.taskUnit), localizer.label(.taskState),
      localizer.label(.taskFinding),
      localizer.label(.taskDue))
    for task in answer.tasks {
      table.add(
        task.number, task.unit.rawValue, localizer.term(.taskState, task.state.rawValue),
        task.findingNumber, TaskListPrintout.due(task, localizer))
    }
    var lines = table.lines
    if let next = answer.next { lines.append(localizer.label(.morePages, ["next": next])) }
    return lines
  }

  static func object(_ task: TaskView, _ localizer: Localizer) -> [String: JSONValue] {
    [
      "task": .string(task.task.description),
      "number": .string(task.number),
      "unit": .string(task.unit.rawValue),
      "finding": .string(task.finding.description),
      "findingNumber": .string(task.findingNumber),
      "case": .string(task.caseID.description),
      "kind": .string(task.kind),
      "state": .string(task.state.rawValue),
      "dueAt": .string(task.dueAt.description),
      "provisional": .bool(task.provisional),
      "createdAt": .string(task.createdAt.description),
      "reasons": .array(task.reasons.map { JSONValue($0, localizer) }),
    ]
  }

  static func due(_ task: TaskView, _ localizer: Localizer) -> String {
    let time = localizer.time(task.dueAt)
    return task.provisional ? "\(time) \(localizer.label(.provisional))" : time
  }
}
