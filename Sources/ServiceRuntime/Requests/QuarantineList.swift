import Domain
import Events
import Log

/// What a service has in quarantine, for a person who must decide.
struct QuarantineList {
  /// Entries that one page looks at.
  static let pageMax = 200
  /// Of what waits behind an entry, how many are named.
  static let waitingMax = 100

  let snapshot: LogSnapshot

  func answer(_ list: ListQuarantine) throws -> QuarantineAnswer {
    let id = list.after ?? 0
    var page = BoundedPage<QuarantineAnswer.Entry>()
    var last = id
    let records = try snapshot.quarantined(after: id, limit: QuarantineList.pageMax)
    for record in records {
      if let entry = try entry(record.held), try !page.add(entry) { break }
      last = record.id
    }
    let isMore = page.isFull || records.count == QuarantineList.pageMax
    return QuarantineAnswer(entries: page.rows, next: isMore ? last : nil)
  }

  private func entry(_ held: HeldRecord) throws -> QuarantineAnswer.Entry? {
    guard case .fault(let error) = held.reason, let source = ServiceName(rawValue: held.source)
    else { return nil }
    let header = held.record.header
    var entry = QuarantineAnswer.Entry(
      place: QuarantineAnswer.Place(source: source, sequence: header.sequence),
      typeCode: header.typeCode, minReader: header.minReader,
      subject: ID<AnyEvent>(bytes: header.subject).description,
      error: String(error.prefix(500)), attempts: held.attempts, since: TimeText(held.heldAt))
    entry.type = EventCatalogue.types[header.typeCode]?.name
    entry.finding = try findingNumber(of: held.record)
    let waiting = try snapshot.waiting(
      of: header.subject, source: held.source, limit: QuarantineList.waitingMax)
    entry.waiting = waiting.sequences.map { .init(source: source, sequence: $0) }
    entry.waitingCount = waiting.count
    return entry
  }

  /// From the record itself, else from what this service has written about the same subject.
  private func findingNumber(of record: Log.Record) throws -> String? {
    if let number = FindingMention.number(in: record.payload) { return number }
    return try FindingMention.number(of: record.header.subject, in: snapshot)
  }
}
