import Domain
import Events
import Localization

/// What restored logs lack.
struct MissingPrintout: Printout {
  var entries: [(service: ServiceName, entries: [MissingAnswer.Entry])] = []
  /// Logs that came back and are not adopted: what they lack is known afterwards.
  var unknown: [StoppedLink] = []
  /// Whether every service that was asked has answered.
  var isComplete = true
  /// Whether a reader wants what no person did, too.
  var isAll = false

  var unknownSources: [ServiceName] {
    ServiceName.allCases.filter { source in unknown.contains { $0.source == source } }
  }

  func json(_ localizer: Localizer) -> [JSONValue] {
    entries.flatMap { service, entries in
      entries.map { MissingPrintout.object($0, of: service) }
    }
  }

  func lines(_ localizer: Localizer) -> [String] {
    records(localizer)
      + unknownSources.compactMap { source in
        unknown.first { $0.source == source }.map { link in
          localizer.label(
            .missingUnknown, ["source": source.rawValue, "remedy": link.remedy(localizer)])
        }
      }
  }

  /// Each record once, with all who had it, and how many there are.
  private func records(_ localizer: Localizer) -> [String] {
    let missing = self.missing
    guard !missing.isEmpty else {
      return unknown.isEmpty && isComplete ? [localizer.label(.missingNothing)] : []
    }
    let deeds = missing.filter(\.isDeed)
    let shown = isAll ? missing : deeds
    let total = localizer.label(
      .missingTotal, ["count": String(missing.count), "deeds": String(deeds.count)])
    return shown.map { $0.text(localizer) } + [total]
  }

  /// In the order in which they stood in their logs.
  private var missing: [MissingRecord] {
    var places: [MissingRecord.Place: Int] = [:]
    var records: [MissingRecord] = []
    for (service, entries) in entries {
      for entry in entries {
        let place = MissingRecord.Place(entry)
        if let index = places[place] {
          records[index].had.append((service, entry.appliedAt))
        } else {
          places[place] = records.count
          records.append(MissingRecord(entry: entry, had: [(service, entry.appliedAt)]))
        }
      }
    }
    return ServiceName.allCases.flatMap { source in
      records.filter { $0.entry.source == source }.sorted {
        ($0.entry.epoch, $0.entry.sequence) < ($1.entry.epoch, $1.entry.sequence)
      }
    }
  }

  static func object(_ entry: MissingAnswer.Entry, of service: ServiceName) -> JSONValue {
    [
      "service": .string(service.rawValue),
      "source": .string(entry.source.rawValue),
      "epoch": JSONValue(entry.epoch as UInt64?),
      "sequence": JSONValue(entry.sequence as UInt64?),
      "type": JSONValue(entry.type),
      "deed": .bool(entry.isDeed),
      "event": JSONValue(entry.event),
      "subject": .string(entry.subject),
      "finding": JSONValue(entry.finding),
      "appliedAt": JSONValue(entry.appliedAt),
      "since": .string(entry.since.description),
    ]
  }
}

/// One record that a restored log lacks, and who had received it.
private struct MissingRecord {
  /// Where it stood, which is the same for all who had it.
  struct Place: Hashable {
    let source: ServiceName
    let epoch: UInt64
    let sequence: UInt64
    let event: String?

    init(_ entry: MissingAnswer.Entry) {
      source = entry.source
      epoch = entry.epoch
      sequence = entry.sequence
      event = entry.event
    }
  }

  let entry: MissingAnswer.Entry
  /// `nil`: it waited there.
  var had: [(service: ServiceName, appliedAt: TimeText?)]

  var isDeed: Bool { entry.isDeed }

  func text(_ localizer: Localizer) -> String {
    let had = had.map { service, appliedAt in
      guard let appliedAt else {
        return localizer.label(.missingHeld, ["service": service.rawValue])
      }
      return localizer.label(
        .missingApplied, ["service": service.rawValue, "at": localizer.time(appliedAt)])
    }
    return localizer.label(
      .missingRecord,
      [
        "source": entry.source.rawValue, "sequence": String(entry.sequence),
        "type": entry.type ?? "?",
        "about": entry.finding.map { "\($0) (id \(entry.subject))" } ?? entry.subject,
        "services": had.joined(separator: ", "),
      ])
  }
}

extension MissingAnswer.Entry {
  /// Whether a person did it, as far as is known: then only a person can do it again.
  var isDeed: Bool { type.map { EventCatalogue.deeds.contains($0) } ?? true }
}
