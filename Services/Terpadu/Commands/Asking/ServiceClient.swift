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

  /// - Parameter service: to be named for what every service answers.
  func ask<Content: Query>(
    _ content: Content, of service: ServiceName? = nil, as reader: UnitID? = nil,
    document: [UInt8]? = nil, within limit: Duration = ServiceClient.patience
  ) async throws -> Content.Answer {
    try await send(content, to: service, as: reader, document: document, within: limit)
  }

  /// Sends a request to the service that answers it.
  /// - Throws: `Refusal` of the service; `DoorError` when no answer came, or one that is not ours.
  func send<Content: ServiceRequest>(
    _ content: Content, to named: ServiceName?, as unit: UnitID? = nil, commandID: String? = nil,
    document: [UInt8]? = nil, within limit: Duration = ServiceClient.patience
  ) async throws -> Content.Answer {
    guard let service = Content.service ?? named else {
      preconditionFailure("\(Content.name.rawValue) is answered by every service: name one")
    }
    let bytes = try await door.request(
      service, RequestHead(content, as: unit, commandID: commandID), document: document,
      within: limit)
    do {
      return try EventCoding.decode(Content.Answer.self, from: bytes)
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
  func findingID(of text: String) async throws -> ID<Finding> {
    if let id = ID<Finding>(text) { return id }
    if text.uppercased().hasPrefix("T-") { return try await ask(ShowTask(task: text)).finding }
    return try await ask(ShowFinding(finding: text)).id
  }
}
