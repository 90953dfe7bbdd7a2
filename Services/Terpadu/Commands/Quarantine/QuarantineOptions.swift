import ArgumentParser
import Domain
import Events

/// Of which services the quarantine is meant.
struct QuarantineOptions: ParsableArguments {
  @Option(
    name: .customLong("service"),
    help: .text(
      id: "Hanya layanan ini (findings, watch, liaison, notifier).",
      en: "This service only (findings, watch, liaison, notifier).", valueName: "service"))
  var service: String?

  /// Those that follow a log; the registry has no quarantine.
  static let services = ServiceName.allCases.filter { !$0.follows.isEmpty }

  /// - Throws: `Refusal` for a name that is none of them.
  var services: [ServiceName] {
    get throws {
      guard let service else { return QuarantineOptions.services }
      guard let name = ServiceName(rawValue: service), !name.follows.isEmpty else {
        throw Refusal.invalid(
          "--service", "not-one-of",
          [
            "value": service,
            "allowed": QuarantineOptions.services.map(\.rawValue).joined(separator: ", "),
          ])
      }
      return [name]
    }
  }
}
