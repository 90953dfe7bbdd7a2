import Domain
import Events

extension ServiceClient {
  /// Who acts on a task: the unit that was named, else, for the local operator, the task's own.
  func actor(_ options: OperatorOptions, on task: String) async throws -> String {
    if let unit = options.unit { return unit }
    let view: TaskView = try await ask(
      .liaison, RequestHead(.query, .showTask, parameters: ["task": task]))
    return view.unit.rawValue
  }
}
