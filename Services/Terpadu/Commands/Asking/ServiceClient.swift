import Domain
import Events
import ServiceRuntime

/// Asks services and decodes what they answer.
struct ServiceClient: Sendable {
  let door: any Door
  let environment: ProgramEnvironment
  let data: DataDirectory

  /// How long an ordinary request may take.
  static let patience = Duration.seconds(5)

  func ask<Answer: Decodable>(
    _ service: ServiceName, _ head: RequestHead, document: [UInt8]? = nil,
    within limit: Duration = ServiceClient.patience, as _: Answer.Type = Answer.self
  ) async throws -> Answer {
    let bytes = try await door.request(service, head, document: document, within: limit)
    do {
      return try EventCoding.decode(Answer.self, from: bytes)
    } catch {
      throw DoorError.malformed(service, detail: String(describing: error))
    }
  }

  /// Asks again and again, every 50 ms, until `attempt` gives something or the time is over.
  /// - Returns: `nil` when the time is over.
  func poll<Value>(
    for limit: Duration = ServiceClient.patience,
    _ attempt: (_ remaining: Duration) async throws -> Value?
  ) async throws -> Value? {
    let start = environment.uptime()
    while true {
      let remaining = limit - (environment.uptime() - start)
      guard remaining > .zero else { return nil }
      if let value = try await attempt(remaining) { return value }
      try await environment.pause(.milliseconds(50))
    }
  }

  /// A new identifier of version 7 for a finding or a command.
  func newID<Subject>(_: Subject.Type = Subject.self) -> ID<Subject> {
    ID(at: environment.now(), entropy: environment.entropy(10))
  }
}

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
