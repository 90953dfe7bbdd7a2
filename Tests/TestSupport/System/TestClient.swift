package import Bus
import Domain
package import Events
import ServiceRuntime

/// Sends requests to services as a command line or a unit's system does, over a bus of its own.
package actor TestClient {
  /// How long an answer may take on a busy machine.
  package static let patience = Duration.seconds(20)

  private let bus: MessageBus
  private var clients: [Endpoint: CommandClient] = [:]

  package init() async throws {
    bus = try await MessageBus.start(name: "test-client")
  }

  package func close() async {
    for client in clients.values { await client.close() }
    await bus.close()
  }

  /// - Throws: `Refusal` when the service refuses; `RequestFailure` when no answer comes.
  package func ask<Answer: Decodable & Sendable>(
    _ head: RequestHead, at door: Endpoint, _ security: ConnectSecurity = .local,
    document: [UInt8]? = nil, within limit: Duration = TestClient.patience,
    as _: Answer.Type = Answer.self
  ) async throws -> Answer {
    let bytes = try await askBytes(head, at: door, security, document: document, within: limit)
    return try EventCoding.decode(Answer.self, from: bytes)
  }

  /// The answer's JSON, byte for byte.
  package func askBytes(
    _ head: RequestHead, at door: Endpoint, _ security: ConnectSecurity = .local,
    document: [UInt8]? = nil, within limit: Duration = TestClient.patience
  ) async throws -> [UInt8] {
    let client = try await client(of: door, security)
    var body = [try EventCoding.encode(head)]
    if let document { body.append(document) }
    let frames = try await client.request(.request, body, timeout: limit)
    guard frames.count == 2 else { throw TestFault("an answer of \(frames.count) frames") }
    if let refusal = try EventCoding.decode(AnswerHead.self, from: frames[0]).refusal {
      throw refusal
    }
    return frames[1]
  }

  private func client(
    of door: Endpoint, _ security: ConnectSecurity
  ) async throws -> CommandClient {
    if let client = clients[door] { return client }
    let client = CommandClient(bus: bus)
    clients[door] = client
    try await client.connect(to: door, security)
    return client
  }
}
