import Domain
import Events

extension ServiceClient {
  /// The id of the finding that a number stands for, its own or a task's of it; an id stands for
  /// itself.
  func findingID(of text: String) async throws -> String {
    if let id = ID<Finding>(text) { return id.description }
    if text.uppercased().hasPrefix("T-") {
      let task: TaskView = try await ask(
        .liaison, RequestHead(.query, .showTask, parameters: ["task": text]))
      return task.finding.description
    }
    struct Identified: Decodable { var id: String }
    let view: Identified = try await ask(
      .findings, RequestHead(.query, .showFinding, parameters: ["finding": text]))
    return view.id
  }
}
