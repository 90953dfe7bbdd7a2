import Bus
import Log
import Synchronization

/// A follower's end that only counts what came.
final class CountingSink: FollowerSink {
  private let received = Mutex(0)

  var count: Int { received.withLock { $0 } }

  func apply(_ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void) {
    received.withLock { $0 += batch.count }
    completion(.failed)
  }

  func stateChanged(_ state: FollowerState, advertisedHead: LogHead?) {}
}
