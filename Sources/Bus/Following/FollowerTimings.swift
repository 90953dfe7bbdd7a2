/// The follower's times, in milliseconds of monotonic time (WP 9).
public struct FollowerTimings: Sendable {
  /// Nothing heard for this long while listening: the link is down.
  public var silenceLimit: Int64 = 4_500
  public var replayTimeout: Int64 = 2_000
  public var backoffFirst: Int64 = 250
  public var backoffMax: Int64 = 8_000
  /// Upper end of the random delay before asking after a reconnect.
  public var startDelayMax: Int64 = 250
  public var positionReportEvery: Int64 = 1_000

  public init() {}
}
