/// What a ``Publisher`` has done since its start. What libzmq drops for slow followers is not among
/// it: libzmq does not tell.
public struct PublisherCounters: Hashable, Sendable {
  public var records: UInt64 = 0
  public var heartbeats: UInt64 = 0
  /// Records that were not sent because too many waited.
  public var dropped: UInt64 = 0
  /// Records over the size limit.
  public var oversize: UInt64 = 0
  /// Messages that a socket did not take: it was closed.
  public var failures: UInt64 = 0

  public init() {}
}
