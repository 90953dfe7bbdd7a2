import Events
import Localization

/// Who follows a restored log on, from where, and what it lacks.
struct AdoptPrintout: Printout {
  let source: ServiceName
  var answers: [(service: ServiceName, answer: AdoptAnswer)] = []
  var missing: [(service: ServiceName, entries: [MissingAnswer.Entry])] = []
  /// Followers on other hosts, where the command must be given, too.
  var elsewhere: [ServiceName] = []
  /// Followers that did not answer, or are not at the log's end yet.
  var silent: [ServiceName] = []

  func json(_ localizer: Localizer) -> [JSONValue] {
    [
      [
        "log": .string(source.rawValue),
        "followers": .array(
          answers.map { service, answer in
            [
              "service": .string(service.rawValue),
              "adopted": .bool(answer.adopted),
              "epoch": JSONValue(answer.epoch as UInt64?),
              "position": JSONValue(answer.position as UInt64?),
              "missing": .array(
                entries(of: service).map { MissingPrintout.object($0, of: service) }),
            ]
          }),
        "elsewhere": .strings(elsewhere.map(\.rawValue)),
        "silent": .strings(silent.map(\.rawValue)),
      ]
    ]
  }

  func lines(_ localizer: Localizer) -> [String] {
    answers.map { service, answer in
      localizer.label(
        answer.adopted ? .adopted : .adoptedAlready,
        [
          "service": service.rawValue, "source": source.rawValue,
          "epoch": String(answer.epoch), "position": String(answer.position),
          "missing": String(entries(of: service).count),
        ])
    }
      + (missing.allSatisfy(\.entries.isEmpty)
        ? [] : MissingPrintout(entries: missing).lines(localizer))
      + elsewhere.map {
        localizer.label(
          .adoptElsewhere, ["service": $0.rawValue, "source": source.rawValue])
      }
  }

  private func entries(of service: ServiceName) -> [MissingAnswer.Entry] {
    missing.first { $0.service == service }?.entries ?? []
  }
}
