public import Log

/// A follower that runs on a bus as long as this handle is kept, until `stop()` or the bus's end.
public final class FollowerHandle: Sendable {
  private let follower: Follower

  init(_ follower: Follower) { self.follower = follower }

  /// Readable from any thread.
  public var status: FollowerStatus { follower.board.status(at: follower.bus.thread.now) }

  /// Gives up both sockets. A batch that is being applied goes on; its outcome is not waited for.
  public func stop() async { await follower.close() }
}

extension MessageBus {
  /// Follows a log from a position, until the handle is stopped or the bus is closed. The publisher
  /// may come later.
  /// - Parameter cursor: the position that `sink` has stored, `nil` for none.
  /// - Throws: `insecure`, `closed`, `system`.
  public nonisolated func follow(
    _ target: FollowTarget, cursor: LogCursor?, sink: any FollowerSink
  ) async throws(BusError) -> FollowerHandle {
    let follower = Follower(bus: self, name: target.followerName, sink: sink)
    try await follower.start(target, from: cursor)
    return FollowerHandle(follower)
  }
}
