import ArgumentParser
import Domain
import Events
import Localization
import ServiceRuntime

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

  /// The services to ask, in the order in which causes run. Of those on other hosts it says that they
  /// are to be asked there.
  /// - Throws: `Refusal` for a name that is none of them; what makes the configuration useless.
  func services(in session: Session) async throws -> [ServiceName] {
    if let service { return [try named(service)] }
    let elsewhere = try await session.data.servicesElsewhere()
    for service in QuarantineOptions.services where elsewhere.contains(service) {
      session.say(.serviceElsewhere, ["service": service.rawValue])
    }
    return QuarantineOptions.services.filter { !elsewhere.contains($0) }
  }

  private func named(_ service: String) throws -> ServiceName {
    guard let name = ServiceName(rawValue: service), !name.follows.isEmpty else {
      throw Refusal.invalid(
        "--service", "not-one-of",
        [
          "value": service,
          "allowed": QuarantineOptions.services.map(\.rawValue).joined(separator: ", "),
        ])
    }
    return name
  }
}
