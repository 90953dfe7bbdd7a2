import Bus
import Domain
import Events
import Foundation
import Log

/// Follows the notifier's log from outside and notes when the messages of each finding were in their
/// mailboxes: a record of the notifier is published after the commit that stored them.
///
/// - Note: `@unchecked Sendable` because all state is guarded by `condition`.
final class MailboxWatch: FollowerSink, @unchecked Sendable {
  private let condition = NSCondition()
  private var firstArrivals: [UUIDBytes: UInt64] = [:]
  private var messageCount = 0
  private var lastArrival: UInt64 = 0
  private var failure: (any Error)?

  func apply(_ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void) {
    let now = MonotonicClock.nanoseconds
    condition.lock()
    for record in batch where record.header.typeCode == MessagesPosted.type.code {
      do {
        try note(record, at: now)
      } catch {
        failure = failure ?? error
      }
    }
    condition.broadcast()
    condition.unlock()
    if let last = batch.last { completion(.applied(LogCursor(last.header))) }
  }

  func stateChanged(_ state: FollowerState, advertisedHead: LogHead?) {}

  /// Messages in all mailboxes together.
  var messages: Int {
    condition.lock()
    defer { condition.unlock() }
    return messageCount
  }

  /// Blocks until the finding's alerts are stored; its tasks may come later.
  /// - Returns: when that was seen.
  func wait(for finding: ID<Finding>, seconds: Double) throws -> UInt64 {
    try wait(seconds: seconds) { firstArrivals[finding.bytes] }
  }

  /// Blocks until alerts of that many findings have been stored since the start.
  /// - Returns: when the last message was seen.
  func wait(forFindings count: Int, seconds: Double) throws -> UInt64 {
    try wait(seconds: seconds) { firstArrivals.count >= count ? lastArrival : nil }
  }

  private func wait(seconds: Double, _ result: () -> UInt64?) throws -> UInt64 {
    let limit = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let failure { throw failure }
      if let value = result() { return value }
      guard condition.wait(until: limit) else {
        throw BenchmarkError("mailboxes not reached after \(seconds) s")
      }
    }
  }

  private func note(_ record: Record, at now: UInt64) throws {
    let posted = try EventCoding.decode(Event<MessagesPosted>.self, from: record.payload).data
    guard let finding = posted.finding, !posted.entries.isEmpty else { return }
    messageCount += posted.entries.count
    lastArrival = now
    if firstArrivals[finding.bytes] == nil { firstArrivals[finding.bytes] = now }
  }
}
