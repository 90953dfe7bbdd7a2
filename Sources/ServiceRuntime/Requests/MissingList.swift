import Domain
import Events
import Log

/// What restored logs lack and this service has had, for a person who must have it done again.
struct MissingList {
  static let pageMax = 200

  let snapshot: LogSnapshot

  func answer(_ list: ListMissing) throws -> MissingAnswer {
    let id = list.after ?? 0
    var page = BoundedPage<MissingAnswer.Entry>()
    var last = id
    let records = try snapshot.missingRecords(after: id, limit: MissingList.pageMax)
    for record in records {
      if let entry = try entry(record), try !page.add(entry) { break }
      last = record.id
    }
    let isMore = page.isFull || records.count == MissingList.pageMax
    return MissingAnswer(entries: page.rows, next: isMore ? last : nil)
  }

  private func entry(_ record: MissingRecord) throws -> MissingAnswer.Entry? {
    guard let source = ServiceName(rawValue: record.source) else { return nil }
    var entry = MissingAnswer.Entry(
      source: source, epoch: record.epoch, sequence: record.sequence,
      subject: ID<AnyEvent>(bytes: record.subject).description,
      since: TimeText(record.missingSince))
    entry.type = record.typeCode.flatMap { EventCatalogue.types[$0]?.name }
    entry.event = record.event.map { ID<AnyEvent>(bytes: $0).description }
    entry.finding = try FindingMention.number(of: record.subject, in: snapshot)
    entry.appliedAt = record.appliedAt.map { TimeText($0) }
    return entry
  }
}
