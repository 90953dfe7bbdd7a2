import Synchronization

/// Keeps a follower's status for every thread.
final class FollowerStatusBoard: Sendable {
  private let current: Mutex<FollowerStatus>

  init(_ machine: FollowerMachine) { current = Mutex(FollowerStatus(machine, dropped: [:])) }

  var status: FollowerStatus { current.withLock { $0 } }

  func show(_ machine: FollowerMachine, dropped: [WireError: UInt64]) {
    current.withLock { $0 = FollowerStatus(machine, dropped: dropped) }
  }
}
