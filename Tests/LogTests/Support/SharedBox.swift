import Foundation
import Synchronization

/// A value that several threads change.
final class SharedBox<Value: Sendable>: Sendable {
  private let storage: Mutex<Value>

  init(_ value: Value) { storage = Mutex(value) }

  var value: Value { storage.withLock { $0 } }

  func update(_ change: (inout Value) -> Void) {
    storage.withLock { change(&$0) }
  }
}

struct Timeout: Error {
  let what: String
}

/// Waits until `condition` holds, at most ten seconds.
func eventually(_ what: String, _ condition: () throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(10)
  while try !condition() {
    guard ContinuousClock.now < deadline else { throw Timeout(what: what) }
    try await Task.sleep(for: .milliseconds(2))
  }
}
