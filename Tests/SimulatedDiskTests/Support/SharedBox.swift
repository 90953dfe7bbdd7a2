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
