import Events
import Localization

/// A log that a service follows no more, as its daemon tells the supervisor.
struct StoppedLink: Hashable, Sendable {
  let service: ServiceName
  let source: ServiceName
  /// The stable word, such as `fork`; from a newer daemon perhaps one that is not known here.
  let reason: String

  init(service: ServiceName, source: ServiceName, reason: String) {
    self.service = service
    self.source = source
    self.reason = reason
  }

  /// - Returns: `nil` for a line that says something else than `stopped SOURCE REASON`.
  init?(line: String, of service: ServiceName) {
    let words = line.split(separator: " ")
    guard words.count == 3, words[0] == "stopped",
      let source = ServiceName(rawValue: String(words[1]))
    else { return nil }
    self.init(service: service, source: source, reason: String(words[2]))
  }

  /// What a person must do, as `doctor` says it.
  func remedy(_ localizer: Localizer) -> String {
    let word = "link-\(reason)"
    let known = Catalogue.text(.remedy, word) == nil ? "link-fork" : word
    return localizer.sentence(.remedy, known, ["source": source.rawValue])
  }
}

/// How a service's process ended.
enum ServiceEnding: Hashable, Sendable {
  case status(Int32)
  case signal(Int32)
  /// It never ran.
  case notStarted(String)

  func text(_ localizer: Localizer) -> String {
    switch self {
    case .status(let status):
      localizer.label(.endedStatus, ["status": String(status)])
    case .signal(let signal):
      localizer.label(.endedSignal, ["signal": String(signal)])
    case .notStarted(let detail):
      localizer.label(.notStarted, ["detail": detail])
    }
  }
}

extension Localizer {
  /// What a daemon said last, in the reader's language where it is one of the faults of a file: a
  /// stable word, a colon, and details in English.
  func startFault(_ sentence: String) -> String {
    guard let colon = sentence.firstRange(of: ": "),
      let text = Catalogue.text(.startFault, String(sentence[..<colon.lowerBound]))
    else { return sentence }
    return "\(text[language]) (\(sentence[colon.upperBound...]))"
  }
}
