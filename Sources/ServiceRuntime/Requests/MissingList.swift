import Domain
import Events
import Log

/// What restored logs lack and this service has had, for a person who must have it done again.
struct MissingList {
  static let pageMax = 200

  let transaction: Transaction
  let reader: LogReader

  /// - Parameter id: where the page before ended; 0 for the first.
  func answer(after id: Int64) throws -> MissingAnswer {
    let records = try transaction.missingRecords(after: id, limit: MissingList.pageMax)
    let entries = try records.compactMap { record -> MissingAnswer.Entry? in
      guard let source = ServiceName(rawValue: record.source) else { return nil }
      var entry = MissingAnswer.Entry(
        source: source, epoch: record.epoch, sequence: record.sequence,
        subject: ID<AnyEvent>(bytes: record.subject).description,
        since: TimeText(record.missingSince))
      entry.type = record.typeCode.flatMap { EventCatalogue.types[$0]?.name }
      entry.event = record.event.map { ID<AnyEvent>(bytes: $0).description }
      entry.finding = try FindingMention.number(of: record.subject, with: reader)
      entry.appliedAt = record.appliedAt.map { TimeText($0) }
      return entry
    }
    return MissingAnswer(
      entries: entries, next: records.count == MissingList.pageMax ? records.last?.id : nil)
  }
}
