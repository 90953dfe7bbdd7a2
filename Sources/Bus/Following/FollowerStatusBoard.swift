import Synchronization

/// Keeps a follower's status for every thread.
final class FollowerStatusBoard: Sendable {
  private let current: Mutex<FollowerStatus>

  init(_ machine: FollowerMachine, at now: MonotonicMillis) {
    current = Mutex(FollowerStatus(machine, dropped: [:], at: now))
  }

  func status(at now: MonotonicMillis) -> FollowerStatus {
    var status = current.withLock { $0 }
    status.readAt = now
    return status
  }

  func show(_ machine: FollowerMachine, dropped: [WireError: UInt64], at now: MonotonicMillis) {
    current.withLock { $0 = FollowerStatus(machine, dropped: dropped, at: now) }
  }
}
