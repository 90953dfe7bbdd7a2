import Domain
import Events
import Log

/// The way of a finding through one service, page by page: its records, then what was applied, then
/// what reached people.
struct TraceQuery {
  /// Rows of each kind that one page reads at most.
  private static let rowsMax = 500

  /// Where a page ended, as `next` tells it.
  enum Place {
    case record(UInt64)
    case applied(source: String, sequence: UInt64)
    case delivery(MailPlace)

    init(_ text: String) throws(Refusal) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2, parts[0] == "record", let number = UInt64(parts[1]) {
        self = .record(number)
      } else if parts.count == 3, let number = UInt64(parts[2]), parts[0] == "applied" {
        self = .applied(source: parts[1], sequence: number)
      } else if parts.count == 3, let number = UInt64(parts[2]), parts[0] == "delivery" {
        self = .delivery(MailPlace(unit: UnitID(parts[1]), position: number))
      } else {
        throw .invalid("after", "not-a-cursor", ["value": String(text.prefix(64))])
      }
    }

    var text: String {
      switch self {
      case .record(let number): "record:\(number)"
      case .applied(let source, let sequence): "applied:\(source):\(sequence)"
      case .delivery(let place): "delivery:\(place.unit.rawValue):\(place.position)"
      }
    }
  }

  private enum Row: Encodable {
    case hop(TraceHop)
    case application(TraceHop.Application)
    case delivery(TraceAnswer.Delivery)

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .hop(let hop): try hop.encode(to: encoder)
      case .application(let application): try application.encode(to: encoder)
      case .delivery(let delivery): try delivery.encode(to: encoder)
      }
    }
  }

  let service: ServiceName
  let queries: any ServiceQueries
  let publications: PublicationTimes
  let query: QueryContext
  /// What whoever asks may read, and what is known of the finding here.
  private let rights: Rights
  private var known: RightsSubject?
  private var page = BoundedPage<Row>()
  /// Of the last row that is in, or looked at.
  private var place: Place?

  init(
    service: ServiceName, queries: any ServiceQueries, publications: PublicationTimes,
    query: QueryContext, rights: Rights
  ) {
    self.service = service
    self.queries = queries
    self.publications = publications
    self.query = query
    self.rights = rights
  }

  mutating func answer(_ trace: TraceFinding) throws -> TraceAnswer {
    let finding = trace.subject
    known = try queries.rightsSubject(of: finding, in: query)
    // A finding that is not here and one that may not be seen are the same to whoever asks.
    guard rights.actor.isOperator || known != nil, rights.may(.trace, known ?? .none) else {
      throw Refusal(
        .notFound, field: "subject", rule: "unknown-finding", ["value": finding.description])
    }
    let start = try trace.after.map { text throws(Refusal) in try Place(text) }
    place = start
    var answer = TraceAnswer(hops: [], applied: [])
    let isComplete = try collect(finding, from: start)
    for row in page.rows {
      switch row {
      case .hop(let hop): answer.hops.append(hop)
      case .application(let application): answer.applied.append(application)
      case .delivery(let delivery): answer.deliveries.append(delivery)
      }
    }
    answer.next = isComplete ? nil : place?.text
    return answer
  }

  /// - Returns: whether nothing is left.
  private mutating func collect(_ finding: ID<Finding>, from start: Place?) throws -> Bool {
    var (sequence, application, delivery) = (UInt64(0), nil as (String, UInt64)?, nil as MailPlace?)
    var isPast = (records: false, applied: false)
    switch start {
    case nil: break
    case .record(let number): sequence = number
    case .applied(let source, let number):
      application = (source, number)
      isPast.records = true
    case .delivery(let last):
      delivery = last
      isPast = (true, true)
    }
    if !isPast.records, try !addRecords(of: finding, after: sequence) { return false }
    if !isPast.applied, try !addApplied(of: finding, after: application) { return false }
    return try addDeliveries(of: finding, after: delivery)
  }

  private mutating func addRecords(of finding: ID<Finding>, after sequence: UInt64) throws -> Bool {
    try query.snapshot.eachRecord(of: finding.bytes, after: sequence) { record in
      let header = record.header
      let head = try EventCoding.decode(EventHead.self, from: record.payload)
      let hop = TraceHop(
        service: service, log: header.log, sequence: header.sequence, type: head.type,
        committedAt: TimeText(header.time),
        publishedAt: publications.time(of: header.sequence).map { TimeText($0) },
        cause: header.causes)
      guard try page.add(.hop(hop)) else { return false }
      place = .record(header.sequence)
      return true
    }
    return !page.isFull
  }

  private mutating func addApplied(
    of finding: ID<Finding>, after last: (String, UInt64)?
  ) throws -> Bool {
    var last = last
    while true {
      let entries = try query.snapshot.applied(
        subject: finding.bytes, after: last.map { (source: $0.0, sequence: $0.1) },
        limit: TraceQuery.rowsMax)
      for entry in entries {
        if let source = ServiceName(rawValue: entry.source) {
          let application = TraceHop.Application(
            source: source, sequence: entry.sequence, at: TimeText(entry.appliedAt))
          guard try page.add(.application(application)) else { return false }
        }
        last = (entry.source, entry.sequence)
        place = .applied(source: entry.source, sequence: entry.sequence)
      }
      if entries.count < TraceQuery.rowsMax { return true }
    }
  }

  private func maySee(_ delivery: TraceAnswer.Delivery) -> Bool {
    var subject = known ?? .none
    subject.mailbox = delivery.unit
    return rights.may(.traceDelivery, subject)
  }

  private mutating func addDeliveries(
    of finding: ID<Finding>, after last: MailPlace?
  ) throws -> Bool {
    var last = last
    while true {
      let deliveries = try queries.deliveries(
        of: finding, after: last, limit: TraceQuery.rowsMax, in: query)
      for delivery in deliveries {
        if maySee(delivery), try !page.add(.delivery(delivery)) { return false }
        let reached = MailPlace(unit: delivery.unit, position: delivery.position)
        last = reached
        place = .delivery(reached)
      }
      if deliveries.count < TraceQuery.rowsMax { return true }
    }
  }
}
