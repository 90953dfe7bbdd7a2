import Foundation
import Security
import Synchronization
import Testing

@testable import Bus

/// A folder of a test's own, removed with it.
final class Folder: Sendable {
  let path: String

  init(depth: Int = 0) throws {
    var path = FileManager.default.temporaryDirectory.path + "/bus-\(UUID().uuidString.prefix(8))"
    root = path
    for _ in 0..<depth { path += "/a-long-name-of-a-directory" }
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private let root: String

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func endpoint(_ name: String) -> Endpoint { .ipc(path: path + "/run/" + name) }
}

/// Waits until `condition` holds, at most 10 s.
func eventually(
  _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(10)
  while try await !condition() {
    try #require(ContinuousClock.now < deadline, what, sourceLocation: sourceLocation)
    try await Task.sleep(for: .milliseconds(2))
  }
}

extension Door {
  /// A door that answers each request with its own body.
  static func echo(
    _ bus: MessageBus, _ configuration: DoorConfiguration = DoorConfiguration()
  ) async -> Door {
    let door = Door(bus: bus, configuration: configuration)
    await door.on(.request) { request, responder in responder.answer(request.body) }
    return door
  }
}

extension CommandClient {
  static func connected(
    _ bus: MessageBus, to endpoint: Endpoint, _ security: ConnectSecurity = .local
  ) async throws -> CommandClient {
    let client = CommandClient(bus: bus)
    try await client.connect(to: endpoint, security)
    return client
  }

  func ask(_ text: String, timeout: Duration = .seconds(10)) async throws -> String {
    let answer = try await request(.request, [Array(text.utf8)], timeout: timeout)
    return answer.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
  }
}

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .relaxed) }

  func increment() { count.add(1, ordering: .relaxed) }
}

let loopback = Endpoint.tcp(host: "127.0.0.1", port: 0)
