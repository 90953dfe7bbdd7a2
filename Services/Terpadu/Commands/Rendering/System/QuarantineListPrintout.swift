import Events
import Localization

/// What the services could not apply.
struct QuarantineListPrintout: Printout {
  let answers: [(service: ServiceName, answer: QuarantineAnswer)]

  init(answers: [(ServiceName, QuarantineAnswer)]) {
    self.answers = answers
  }

  func json(_ localizer: Localizer) -> [JSONValue] {
    answers.flatMap { service, answer in answer.entries.map { object($0, of: service) } }
  }

  func lines(_ localizer: Localizer) -> [String] {
    var lines: [String] = []
    for (service, answer) in answers {
      for entry in answer.entries { lines += text(of: entry, at: service, localizer) }
    }
    return lines.isEmpty ? [localizer.label(.quarantineEmpty)] : lines
  }

  private func object(_ entry: QuarantineAnswer.Entry, of service: ServiceName) -> JSONValue {
    [
      "service": .string(service.rawValue),
      "source": .string(entry.place.source.rawValue),
      "sequence": JSONValue(entry.place.sequence as UInt64?),
      "type": JSONValue(entry.type),
      "typeCode": JSONValue(entry.typeCode as UInt32?),
      "minReader": JSONValue(entry.minReader as UInt32?),
      "subject": .string(entry.subject),
      "finding": JSONValue(entry.finding),
      "error": .string(entry.error),
      "attempts": JSONValue(entry.attempts as Int?),
      "since": .string(entry.since.description),
      "waitingCount": JSONValue(entry.waitingCount as Int?),
      "waiting": .array(
        entry.waiting.map {
          [
            "source": .string($0.source.rawValue),
            "sequence": JSONValue($0.sequence as UInt64?),
          ]
        }),
    ]
  }

  private func text(
    of entry: QuarantineAnswer.Entry, at service: ServiceName, _ localizer: Localizer
  ) -> [String] {
    let type = entry.type ?? "#\(entry.typeCode)"
    var lines = [
      localizer.label(
        .quarantineRecord,
        [
          "service": service.rawValue, "source": entry.place.source.rawValue,
          "sequence": String(entry.place.sequence), "type": type,
          "about": entry.finding ?? entry.subject,
        ]),
      localizer.label(
        .quarantineSince,
        ["at": localizer.time(entry.since), "attempts": String(entry.attempts)]),
      "    \(entry.error)",
    ]
    if !entry.waiting.isEmpty {
      let places = entry.waiting.prefix(10).map { "\($0.source.rawValue) #\($0.sequence)" }
      lines.append(
        localizer.label(
          .quarantineWaiting,
          [
            "count": String(entry.waitingCount),
            "places": places.joined(separator: ", ")
              + (places.count < entry.waitingCount ? " …" : ""),
          ]))
    }
    return lines
  }
}
