import Bus
import Domain
import Events
import Foundation
import Security
import Synchronization

/// Speaks to the services of a running system as any client does.
struct SystemClient: Sendable {
  private let clients: [ServiceName: CommandClient]

  init(_ doors: [ServiceName: Endpoint], bus: MessageBus) async throws {
    var clients: [ServiceName: CommandClient] = [:]
    for (service, endpoint) in doors {
      let client = CommandClient(bus: bus)
      try await client.connect(to: endpoint)
      clients[service] = client
    }
    self.clients = clients
  }

  /// - Parameter service: to be named for what every service answers.
  func ask<Content: Query>(
    _ content: Content, of service: ServiceName? = nil
  ) async throws -> Content.Answer {
    try EventCoding.decode(
      Content.Answer.self, from: try await answer(to: content, of: service))
  }

  /// The answer as it came.
  func answer<Content: Query>(
    to content: Content, of service: ServiceName? = nil
  ) async throws -> [UInt8] {
    guard let service = Content.service ?? service else {
      throw BenchmarkError("\(Content.name.rawValue) of no service")
    }
    let frames = try await client(of: service).request(
      .request, [try EventCoding.encode(RequestHead(content))], timeout: .seconds(30))
    return try SystemClient.body(frames)
  }

  /// Reports a finding; `completion` is called on the bus's thread when it is stored or refused.
  /// - Returns: the finding's id.
  @discardableResult
  func report(
    _ document: [UInt8], as unit: UnitID,
    completion: @escaping @Sendable (Result<Void, any Error>) -> Void
  ) throws -> ID<Finding> {
    let id = ID<Finding>(at: .wallClock, entropy: Entropy.bytes(10))
    let head = try RequestHead(
      ReportFinding(finding: id), as: unit, commandID: id.description)
    try client(of: .findings).request(
      .request, [try EventCoding.encode(head), document], timeout: .seconds(60)
    ) { result in
      completion(Result { _ = try SystemClient.body(try result.get()) })
    }
    return id
  }

  private func client(of service: ServiceName) throws -> CommandClient {
    guard let client = clients[service] else {
      throw BenchmarkError("no door of \(service.rawValue)")
    }
    return client
  }

  private static func body(_ frames: [[UInt8]]) throws -> [UInt8] {
    guard let first = frames.first else { throw BenchmarkError("an empty answer") }
    if let refusal = try EventCoding.decode(AnswerHead.self, from: first).refusal {
      throw BenchmarkError("refused: \(refusal)")
    }
    return frames.count > 1 ? frames[1] : []
  }
}
