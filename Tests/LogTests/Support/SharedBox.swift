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

/// Waits until `condition` holds, ten seconds where nothing else runs.
///
/// Counts turns and not time: among hundreds of tests on two threads a turn may take minutes.
func eventually(_ what: String, _ condition: () throws -> Bool) async throws {
  for _ in 0..<5_000 {
    if try condition() { return }
    try await Task.sleep(for: .milliseconds(2))
  }
  throw Timeout(what: what)
}
