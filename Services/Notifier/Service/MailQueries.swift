import Domain
import Events
import Log
import ServiceRuntime

/// What people ask of mailboxes.
struct MailQueries: ServiceQueries {
  let registry: RegistryView

  func answer(_ request: Request, in query: QueryContext) throws -> any Encodable {
    guard request.name == .readInbox else { throw request.unknownName }
    return try readInbox(request, in: query)
  }

  func registry(in query: QueryContext) throws -> RegistryState { try registry.state(in: query) }

  func rightsSubject(of finding: ID<Finding>, in query: QueryContext) throws -> RightsSubject? {
    try MailboxStore(database: query.database).rightsSubject(of: finding)
  }

  func deliveries(
    of finding: ID<Finding>, after last: MailPlace?, limit: Int, in query: QueryContext
  ) throws -> [TraceAnswer.Delivery] {
    try MailboxStore(database: query.database).deliveries(of: finding, after: last, limit: limit)
  }

  private func readInbox(_ request: Request, in query: QueryContext) throws -> InboxAnswer {
    let unit = UnitID(try request.require("unit"))
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
    let after = try request.count("after", default: 0, in: 0...Int.max)
    let limit = try request.count("limit", default: 200, in: 1...1000)
    let store = MailboxStore(database: query.database)
    var page = BoundedPage<InboxEntry>(limit: limit)
    try store.eachEntry(of: unit, after: UInt64(after)) { try page.add($0) }
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
