public import Log

/// How a follower stands, as of its last event.
public struct FollowerStatus: Sendable {
  public var state: FollowerState
  /// What is applied and durable.
  public var position: LogCursor?
  /// The furthest number of the log that was heard of; `nil` before the first sign.
  public var advertisedHead: UInt64?
  public var counters: FollowerCounters
  /// Messages that were dropped undecoded, by reason.
  public var dropped: [WireError: UInt64]
  /// When the last valid frame came.
  public var lastSign: MonotonicMillis?
  /// When this was read.
  public var readAt: MonotonicMillis

  /// Milliseconds since the last valid frame, or since the start of a follower that is down and never
  /// had one; `nil` before that.
  public var silenceMilliseconds: Int64? {
    if case .down(let since) = state { return readAt - since }
    return lastSign.map { readAt - $0 }
  }

  /// Whether everything that the owner told of is applied and durable; `live` alone says that it has
  /// arrived.
  public var isAtHead: Bool { state == .live && lag == 0 }

  /// Records that are known to exist and not applied; `nil` before the first sign.
  public var lag: UInt64? {
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
    self.readAt = readAt
  }
}
