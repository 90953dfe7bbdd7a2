import Events
package import Log

/// Asks a log's owner where its log agrees with a follower's, by the question for a replay: a place
/// that the owner's log does not have under this hash is refused (WP 5.3).
package struct LogProbe: Sendable {
  private let client: CommandClient
  private let timeout: Duration

  /// - Parameter client: connected to the owner's door.
  package init(_ client: CommandClient, timeout: Duration) {
    self.client = client
    self.timeout = timeout
  }

  /// The owner's log as it is.
  /// - Throws: ``RequestFailure``, ``WireError``.
  package func head() async throws -> LogHead {
    try await ask(nil).head
  }

  /// Whether the owner's log has the record just before this place.
  /// - Parameter cursor: of the owner's log and epoch.
  /// - Throws: ``RequestFailure``, ``WireError``.
  package func agrees(at cursor: LogCursor) async throws -> Bool {
    do {
      _ = try await ask(cursor)
      return true
    } catch RequestFailure.refused(let word) where word == .hashMismatch || word == .aheadOfHead {
      return false
    }
  }

  private func ask(_ cursor: LogCursor?) async throws -> ReplayAnswer {
    let request = ReplayRequest(position: cursor, maxRecords: 1, maxBytes: 1)
    return try ReplayAnswer(
      frames: try await client.request(.replay, [request.frame], timeout: timeout))
  }
}
