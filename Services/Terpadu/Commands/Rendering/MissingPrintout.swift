import Events
import Localization

/// What restored logs lack.
struct MissingPrintout: Printout {
  var entries: [(service: ServiceName, entries: [MissingAnswer.Entry])] = []

  func json(_ localizer: Localizer) -> [JSONValue] {
    entries.flatMap { service, entries in
      entries.map { MissingPrintout.object($0, of: service) }
    }
  }

  func lines(_ localizer: Localizer) -> [String] {
    let lines = entries.flatMap { service, entries in
      entries.map { MissingPrintout.text(of: $0, at: service, localizer) }
    }
    return lines.isEmpty ? [localizer.label(.missingNothing)] : lines
  }

  static func object(_ entry: MissingAnswer.Entry, of service: ServiceName) -> JSONValue {
    [
      "service": .string(service.rawValue),
      "source": .string(entry.source.rawValue),
      "epoch": JSONValue(entry.epoch as UInt64?),
      "sequence": JSONValue(entry.sequence as UInt64?),
      "type": JSONValue(entry.type),
      "event": JSONValue(entry.event),
      "subject": .string(entry.subject),
      "finding": JSONValue(entry.finding),
      "appliedAt": JSONValue(entry.appliedAt),
      "since": .string(entry.since.description),
    ]
  }

  static func text(
    of entry: MissingAnswer.Entry, at service: ServiceName, _ localizer: Localizer
  ) -> String {
    localizer.label(
      entry.appliedAt == nil ? .missingHeld : .missingApplied,
      [
        "service": service.rawValue, "source": entry.source.rawValue,
        "sequence": String(entry.sequence), "type": entry.type ?? "?",
        "about": entry.finding ?? entry.subject,
        "at": entry.appliedAt.map { localizer.time($0) } ?? "",
      ])
  }
}
