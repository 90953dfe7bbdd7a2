import Domain
import Events

/// Reads what is in a mailbox, page by page.
struct MailboxPages {
  let client: ServiceClient
  let unit: UnitID
  let reader: UnitID?

  /// Hands on the pages after a position.
  /// - Returns: where the mailbox ended, which may be before `start`.
  func read(
    after start: UInt64, _ take: ([InboxEntry]) throws -> Void
  ) async throws -> (epoch: UInt64, position: UInt64) {
    var position = start
    while true {
      let answer = try await client.ask(
        ReadInbox(unit: unit, after: Int64(clamping: position), limit: 200), as: reader)
      guard let last = answer.entries.last else {
        return (answer.epoch, min(position, answer.head))
      }
      try take(answer.entries)
      position = last.position
      if position >= answer.head { return (answer.epoch, position) }
    }
  }
}
