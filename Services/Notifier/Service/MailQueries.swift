import Domain
import Events
import Log
import ServiceRuntime

/// What people ask of mailboxes.
struct MailQueries: ServiceQueries {
  let registry: RegistryView

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    try MailQueries.routes.answer(
      request, by: Asked(registry: registry, request: request, query: query))
  }

  /// One query with what it is answered from.
  fileprivate struct Asked {
    let registry: RegistryView
    let request: Request
    let query: QueryContext
  }

  private static let routes = RequestRoutes<Asked>()
    .on(ReadInbox.self) { try $0.read($1) }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject? {
    try MailboxStore(database: query.database).rightsSubject(of: finding)
  }

  func deliveries(
    of finding: ID<Finding>, after last: MailPlace?, limit: Int, in query: QueryContext
  ) throws -> [TraceAnswer.Delivery] {
    try MailboxStore(database: query.database).deliveries(of: finding, after: last, limit: limit)
  }
}

extension MailQueries.Asked {
  fileprivate func read(_ inbox: ReadInbox) throws -> InboxAnswer {
    let unit = inbox.unit
    let registry = try registry.state(in: query)
    let rights = request.rights(in: registry, at: query.time)
    guard rights.may(.readInbox, RightsSubject(mailbox: unit)) else {
      throw Refusal(
        .forbidden, field: "unit", rule: "not-your-mailbox",
        ["unit": unit.rawValue, "as": request.head.unit?.rawValue ?? ""])
    }
    guard registry.hasUnit(unit) else {
      throw Refusal(.notFound, field: "unit", rule: "unknown-unit", ["unit": unit.rawValue])
    }
    let store = MailboxStore(database: query.database)
    var page = BoundedPage<InboxEntry>(limit: inbox.limit ?? 200)
    try store.eachEntry(of: unit, after: UInt64(inbox.after ?? 0)) { try page.add($0) }
    let last = page.rows.last?.position
    // The unit itself reads: its page counts as delivered, before it gets it.
    if let last, request.head.unit == unit, try last > store.delivered(to: unit) {
      query.write { context in
        try MailboxStore(database: context.database).deliver([unit: last], in: context)
      }
    }
    return InboxAnswer(
      epoch: query.snapshot.head.epoch, head: try store.head(of: unit), entries: page.rows,
      next: page.isFull ? last : nil)
  }
}
