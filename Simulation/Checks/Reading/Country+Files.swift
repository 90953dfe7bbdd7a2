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
      messages =
        try files[.notifier]?.rows(
          "SELECT * FROM message ORDER BY unit, position"
        ).map { MessageRow($0) } ?? []
    } catch {
      unreadable.append(Violation(.logs, "the notifier's messages: \(error)"))
    }
    noteEpochs()
  }

  /// The row of a message has the number of its cause and not the epoch; the event has both.
  private mutating func noteEpochs() {
    var epochs: [ID<Message>: UInt64] = [:]
    for posting in postings {
      guard let cause = posting.cause.first, let source = service(of: cause.log),
        source != .registry
      else { continue }
      for entry in posting.data.entries { epochs[entry.message] = cause.epoch }
    }
    for index in messages.indices where messages[index].source != ServiceName.notifier.rawValue {
      messages[index].sourceEpoch = epochs[messages[index].id] ?? 1
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
      return [LinkResumed.type.code, TimerFailed.type.code].contains(record.header.typeCode)
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
