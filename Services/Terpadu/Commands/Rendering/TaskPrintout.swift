import Domain
import Events
import Localization

/// One follow-up task with its history.
struct TaskPrintout: Printout {
  let task: TaskView

  func json(_ localizer: Localizer) -> [JSONValue] {
    var object = TaskListPrintout.object(task, localizer)
    object["history"] = .array(
      task.history.map { step in
        [
          "state": .string(step.state.rawValue),
          "at": .string(step.at.description),
          "by": JSONValue(step.by),
          "note": JSONValue(step.note),
        ]
      })
    return [.object(object)]
  }

  func lines(_ localizer: Localizer) -> [String] {
    var table = TextTable(indent: 2)
    table.add(localizer.label(.taskUnit), task.unit.rawValue)
    table.add(localizer.label(.taskDue), TaskListPrintout.due(task, localizer))
    table.add(localizer.label(.taskCreated), localizer.time(task.createdAt))
    table.add(localizer.label(.taskFinding), task.findingNumber)
    var lines = ["\(task.number)  \(localizer.term(.taskState, task.state.rawValue))"]
    lines += table.lines
    lines += task.reasons.map { "  - " + $0.line(localizer) }
    if !task.history.isEmpty {
      var history = TextTable(indent: 2)
      for step in task.history {
        history.add(
          localizer.time(step.at), localizer.term(.taskState, step.state.rawValue),
          step.by?.rawValue ?? "",
          step.note.map { step.by == nil ? localizer.term(.taskNote, $0) : $0 } ?? "")
      }
      lines += [localizer.label(.history)] + history.lines
    }
    return lines
  }
}
