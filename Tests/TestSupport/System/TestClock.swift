public import Domain
public import ServiceRuntime
import Synchronization

/// A domain clock that stands still until a test moves it.
public final class TestClock: Sendable {
  private let current: Mutex<Timestamp>

  public init(_ time: Timestamp) {
    current = Mutex(time)
  }

  public var now: Timestamp { current.withLock { $0 } }

  public func set(_ time: Timestamp) {
    current.withLock { $0 = time }
  }

  public var domainClock: DomainClock {
    DomainClock { self.now }
  }
}

extension Timestamp {
  /// A time that a test writes down, in RFC 3339 with offset.
  public init(text: String) throws {
    guard let time = Timestamp(rfc3339: text) else { throw TestFault("not a time: \(text)") }
    self = time
  }
}
