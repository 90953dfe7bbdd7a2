package import Events
package import Log
import Synchronization

/// How a follower stands with its log (WP 6.1).
package enum FollowerState: Hashable, Sendable {
  /// Nothing heard since the start.
  case connecting
  /// Knows that the log goes further, or does not know yet where it ends.
  case catchingUp
  /// Reached the head that it was last told.
  case live
  /// Heard nothing for the silence limit; `since` is the last sign, or the start.
  case down(since: MonotonicMillis)
  /// Applies nothing of this log any more: a person must look.
  case stopped(FollowerStop)

  package var isStopped: Bool {
    if case .stopped = self { true } else { false }
  }

  /// The stable word for status output.
  package var word: String {
    switch self {
    case .connecting: "connecting"
    case .catchingUp: "catching-up"
    case .live: "live"
    case .down: "down"
    case .stopped: "stopped"
    }
  }
}

/// Why a follower stopped.
package enum FollowerStop: Hashable, Sendable {
  /// The log's record at a number that we have is another one, or its chain does not continue ours.
  case fork
  /// The publisher's log is not the one that we follow; `nil` when it did not say which it is.
  case otherLog(LogID?)
  /// The log was restored and is in another epoch.
  case epoch(UInt64?)
  /// The log ends before our position: it was restored from an older copy.
  case olderHead
  /// The publisher's stored record after our position is damaged, again and again.
  case damaged

  /// The stable word for status output and alarms.
  package var word: String {
    switch self {
    case .fork: "fork"
    case .otherLog: "other-log"
    case .epoch: "epoch"
    case .olderHead: "older-head"
    case .damaged: "damaged"
    }
  }
}

/// How a follower stands, as of its last event.
package struct FollowerStatus: Sendable {
  package var state: FollowerState
  /// What is applied and durable.
  package var position: LogCursor?
  /// The furthest number of the log that was heard of; `nil` before the first sign.
  package var advertisedHead: UInt64?
  package var counters: FollowerCounters
  /// Messages that were dropped undecoded, by reason.
  package var dropped: [WireError: UInt64]
  /// When the last valid frame came.
  package var lastSign: MonotonicMillis?
  /// When it stopped for good; `nil` for one that goes on.
  package var stoppedAt: MonotonicMillis?
  /// When this was read.
  package var readAt: MonotonicMillis

  /// Milliseconds since the last valid frame, or since the start of a follower that is down and never
  /// had one; `nil` before that.
  package var silenceMilliseconds: Int64? {
    if case .down(let since) = state { return readAt - since }
    return lastSign.map { readAt - $0 }
  }

  /// Milliseconds since it stopped for good; `nil` for one that goes on.
  package var stoppedMilliseconds: Int64? { stoppedAt.map { readAt - $0 } }

  /// Whether everything that the owner told of is applied and durable; `live` alone says that it has
  /// arrived.
  package var isAtHead: Bool { state == .live && lag == 0 }

  /// Records that are known to exist and not applied; `nil` before the first sign.
  package var lag: UInt64? {
    advertisedHead.map { head in head - min(head, position?.sequence ?? 0) }
  }
}

extension FollowerStatus {
  init(
    _ machine: FollowerMachine, dropped: [WireError: UInt64], at readAt: MonotonicMillis
  ) {
    state = machine.state
    position = machine.position
    advertisedHead = machine.advertisedHead?.sequence
    counters = machine.counters
    self.dropped = dropped
    lastSign = machine.lastSign
    stoppedAt = machine.stoppedAt
    self.readAt = readAt
  }
}

/// Keeps a follower's status for every thread.
final class FollowerStatusCell: Sendable {
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

/// What a follower saw since its start. Every drop has a counter.
package struct FollowerCounters: Hashable, Sendable {
  /// Records whose batch was applied.
  package var applied: UInt64 = 0
  /// Records that arrived live and were taken.
  package var takenLive: UInt64 = 0
  /// Records that a replay answer brought and were taken.
  package var takenReplayed: UInt64 = 0
  package var heartbeats: UInt64 = 0
  /// Records at or before the position reached, live or replayed.
  package var duplicates: UInt64 = 0
  /// Times that what arrived live was further than the next record.
  package var gaps: UInt64 = 0
  /// Live messages for which there was no room.
  package var overflows: UInt64 = 0
  /// Live messages with a record whose own hash was wrong, and answers that could not be read.
  package var damaged: UInt64 = 0
  package var requests: UInt64 = 0
  package var timeouts: UInt64 = 0
  package var refusals: UInt64 = 0
  /// Answers and refusals to another request than the outstanding one.
  package var late: UInt64 = 0
  /// Batches that the sink could not apply.
  package var failedBatches: UInt64 = 0
  /// Events that had no meaning in their state, and everything after the stop.
  package var ignored: UInt64 = 0

  package init() {}
}
