import Synchronization

/// Carries a value out of a closure.
public final class Held<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  public init() {}

  public var value: Value? {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}
