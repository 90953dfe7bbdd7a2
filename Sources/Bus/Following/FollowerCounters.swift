/// What a follower saw since its start. Every drop has a counter.
public struct FollowerCounters: Hashable, Sendable {
  /// Records whose batch was applied.
  public var applied: UInt64 = 0
  /// Records that arrived live and were taken.
  public var takenLive: UInt64 = 0
  /// Records that a replay answer brought and were taken.
  public var takenReplayed: UInt64 = 0
  public var heartbeats: UInt64 = 0
  /// Records at or before the position reached, live or replayed.
  public var duplicates: UInt64 = 0
  /// Times that a live record was further than the next.
  public var gaps: UInt64 = 0
  /// Live records for which there was no room.
  public var overflows: UInt64 = 0
  /// Records whose own hash was wrong, and answers that could not be read.
  public var damaged: UInt64 = 0
  public var requests: UInt64 = 0
  public var timeouts: UInt64 = 0
  public var refusals: UInt64 = 0
  /// Answers and refusals to another request than the outstanding one.
  public var late: UInt64 = 0
  /// Batches that the sink could not apply.
  public var failedBatches: UInt64 = 0
  /// Events that had no meaning in their state, and everything after the stop.
  public var ignored: UInt64 = 0

  public init() {}
}
