package import Domain
package import ServiceRuntime
import Synchronization

/// A domain clock that stands still until a test moves it.
package final class TestClock: Sendable {
  private let current: Mutex<Timestamp>

  package init(_ time: Timestamp) {
    current = Mutex(time)
  }

  package var now: Timestamp { current.withLock { $0 } }

  package func set(_ time: Timestamp) {
    current.withLock { $0 = time }
  }

  package var domainClock: DomainClock {
    DomainClock { self.now }
  }
}

extension Timestamp {
  /// A time that a test writes down, in RFC 3339 with offset.
  package init(text: String) throws {
    guard let time = Timestamp(rfc3339: text) else { throw TestFault("not a time: \(text)") }
    self = time
  }
}
