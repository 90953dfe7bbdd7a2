import Domain
import Events

/// Reads a mailbox page by page.
struct MailboxPages {
  let client: ServiceClient
  let unit: UnitID
  let reader: UnitID?

  func page(after position: UInt64) async throws -> InboxAnswer {
    try await client.ask(
      .notifier,
      RequestHead(
        .query, .readInbox, as: reader,
        parameters: ["unit": unit.rawValue, "after": String(position), "limit": "200"]))
  }
}
