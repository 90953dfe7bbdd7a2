public import Log

/// Where a follower's records go. Both functions are called on the poll thread and must not block.
public protocol FollowerSink: Sendable {
  /// Takes the next records of the log, in order, at most 256. There is no other batch before
  /// `completion` is called, once, from any thread.
  func apply(_ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void)

  /// - Parameter advertisedHead: the furthest end of the log that was heard of; with it the log's id.
  func stateChanged(_ state: FollowerState, advertisedHead: LogHead?)
}
