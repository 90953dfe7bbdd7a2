import Domain
import Events
import GRDB
import Log

extension Country {
  /// Reads every file once and decodes every record once.
  init(_ paths: CountryFiles) {
    for service in ServiceName.allCases {
      do {
        let file = try ServiceFile(service, path: paths.path(service))
        files[service] = file
        for source in service.follows {
          held[service, default: [:]][source] = file.heldNumbers(of: source)
        }
        for record in file.records { decode(record, of: service) }
        for path in paths.replaced(service) {
          try lost.take(ServiceFile(service, path: path), now: file)
        }
      } catch {
        unreadable.append(Violation(.logs, "the file of \(service.rawValue): \(error)"))
      }
    }
    do {
      try readMailboxes()
    } catch {
      unreadable.append(Violation(.logs, "the notifier's messages: \(error)"))
    }
  }

  /// The rows of the mailboxes, each with what its record says.
  private mutating func readMailboxes() throws {
    let records = Dictionary(
      postings.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    for row in try files[.notifier]?.rows(MessageRow.query) ?? [] {
      let record: Int64 = row["record"]
      if let message = records[UInt64(clamping: record)].flatMap({ MessageRow(row, $0) }) {
        messages.append(message)
      } else {
        let unit: String? = row["unit"]
        strays.append("\(unit ?? "of no mailbox") \(row["position"] as Int64)")
      }
    }
  }

  private mutating func decode(_ record: Log.Record, of service: ServiceName) {
    // What is for a later program is none of ours, and sits in quarantine at its followers.
    guard record.header.minReader <= EventType.readerVersion,
      EventCatalogue.types[record.header.typeCode] != nil
    else { return }
    do {
      if try !decodeCommon(record, of: service) { try decodeOwn(record, of: service) }
    } catch {
      unreadable.append(
        Violation(.logs, "record \(record.header.sequence) of \(service.rawValue): \(error)"))
    }
  }

  /// What every service may write.
  private mutating func decodeCommon(
    _ record: Log.Record, of service: ServiceName
  ) throws -> Bool {
    if let event = try Recorded<RecordQuarantined>(record) {
      quarantined[service, default: []].append(event)
    } else if let event = try Recorded<LinkStopped>(record) {
      stops[service, default: []].append(event)
    } else if let event = try Recorded<QuarantineRetried>(record) {
      retries[service, default: []].append(event)
    } else {
      return [LinkResumed.type.code, TimerFailed.type.code, CommandAnswered.type.code]
        .contains(record.header.typeCode)
    }
    return true
  }

  private mutating func decodeOwn(_ record: Log.Record, of service: ServiceName) throws {
    switch service {
    case .registry:
      let header = record.header
      guard let fact = try RegistryFact(code: header.typeCode, payload: record.payload) else {
        return
      }
      facts.append((header.sequence, fact))
    case .findings:
      if let step = try RecordedStep(record) { steps.append(step) }
    case .watch:
      if let alert = try RecordedAlert(record) {
        alerts.append(alert)
      } else if let event = try Recorded<CaseClosed>(record) {
        closedCases.append(event)
      } else if let event = try Recorded<AlarmRaised>(record) {
        alarms.append(event)
      }
    case .liaison:
      if let task = try RecordedTask(record) { tasks.append(task) }
    case .notifier:
      if let event = try Recorded<MessagesPosted>(record) {
        postings.append(event)
      } else if let event = try Recorded<MessageAcknowledged>(record) {
        acknowledgements.append(event)
      } else if let event = try Recorded<EscalationRaised>(record) {
        escalations.append(event)
      }
    }
  }
}
