/// What a ``CommandClient`` has seen since its start.
public struct CommandClientCounters: Hashable, Sendable {
  public var requests: UInt64 = 0
  public var resends: UInt64 = 0
  /// Answers to requests that had one already, or had been given up.
  public var late: UInt64 = 0
  /// Messages dropped, by reason.
  public var dropped: [WireError: UInt64] = [:]

  public init() {}
}
