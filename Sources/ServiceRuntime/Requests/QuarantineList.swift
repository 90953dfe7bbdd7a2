import Domain
import Events
import Log

/// What a service has in quarantine, for a person who must decide.
struct QuarantineList {
  /// Held records that one answer looks at, so that it fits into a message.
  static let heldMax = 500

  let transaction: Transaction
  let reader: LogReader

  func answer() throws -> QuarantineAnswer {
    let held = try transaction.heldRecords(limit: QuarantineList.heldMax + 1)
    let seen = held.prefix(QuarantineList.heldMax)
    let entries = try seen.compactMap { record -> QuarantineAnswer.Entry? in
      guard case .fault(let error) = record.reason, let place = place(of: record) else {
        return nil
      }
      let header = record.record.header
      var entry = QuarantineAnswer.Entry(
        place: place, typeCode: header.typeCode, minReader: header.minReader,
        subject: ID<AnyEvent>(bytes: header.subject).description,
        error: String(error.prefix(500)), attempts: record.attempts,
        since: TimeText(record.heldAt))
      entry.type = EventCatalogue.types[header.typeCode]?.name
      entry.finding = try findingNumber(of: record.record)
      if header.subject != .zero {
        entry.waiting = seen.filter {
          $0.record.header.subject == header.subject && !$0.isFault
        }.compactMap(self.place)
      }
      return entry
    }
    return QuarantineAnswer(
      entries: entries, isCut: held.count > QuarantineList.heldMax)
  }

  private func place(of held: HeldRecord) -> QuarantineAnswer.Place? {
    ServiceName(rawValue: held.source).map {
      QuarantineAnswer.Place(source: $0, sequence: held.record.header.sequence)
    }
  }

  /// From the record itself, else from what this service has written about the same subject.
  private func findingNumber(of record: Log.Record) throws -> String? {
    if let number = FindingMention.number(in: record.payload) { return number }
    return try FindingMention.number(of: record.header.subject, with: reader)
  }
}

extension HeldRecord {
  fileprivate var isFault: Bool {
    if case .fault = reason { true } else { false }
  }
}
