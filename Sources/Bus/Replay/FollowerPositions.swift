package import Log
import Synchronization

/// How far each follower of a log says it has applied it (WP 8): for display, nothing is decided by
/// it.
package final class FollowerPositions: Sendable {
  /// Followers that are remembered; one more is not.
  package static let followersMax = 256

  private struct State {
    var positions: [String: LogCursor] = [:]
    var dropped: UInt64 = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// By the follower's name; with keys, the name that the key proved stands before it.
  package var positions: [String: LogCursor] { state.withLock { $0.positions } }

  /// Reports that could not be read, or came from one follower too many.
  package var dropped: UInt64 { state.withLock { $0.dropped } }

  func note(_ request: DoorRequest) {
    let report = try? PositionReport(frames: request.body)
    state.withLock { state in
      guard let report else {
        state.dropped += 1
        return
      }
      let name = request.user.map { "\($0)/\(report.follower)" } ?? report.follower
      guard state.positions[name] != nil || state.positions.count < Self.followersMax else {
        state.dropped += 1
        return
      }
      state.positions[name] = report.position
    }
  }
}
