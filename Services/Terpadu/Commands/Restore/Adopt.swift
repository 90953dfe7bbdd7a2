import ArgumentParser
import Domain
import Events
import ServiceRuntime

/// `terpadu adopt`
struct Adopt: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "adopt",
      id: "Terima log yang dipulihkan: pengikutnya jalan lagi, yang hilang disebutkan.",
      en: "Accept a log that was restored: its followers go on, and what it lacks is named.",
      examples: ["terpadu adopt findings", "terpadu adopt registry --json"])
  }

  @Argument(
    help: .text(
      id: "Layanan pemilik log.", en: "The service whose log it is.", valueName: "log"))
  var log: String

  @OptionGroup var global: GlobalOptions

  /// An owner that does not answer is waited for within it.
  private static let patience = Duration.seconds(15)

  func execute(in session: Session) async throws -> ProgramStatus {
    let followed = ServiceName.allCases.filter { name in
      ServiceName.allCases.contains { $0.follows.contains(name) }
    }
    guard let source = ServiceName(rawValue: log), followed.contains(source) else {
      throw Refusal.invalid(
        "log", "not-one-of",
        ["value": log, "allowed": followed.map(\.rawValue).joined(separator: ", ")])
    }
    let client = try session.connect()
    let elsewhere = try await session.data.servicesElsewhere()
    var printout = AdoptPrintout(source: source)
    for service in ServiceName.allCases where service.follows.contains(source) {
      guard !elsewhere.contains(service) else {
        printout.elsewhere.append(service)
        continue
      }
      do {
        let answer = try await client.send(
          AdoptLog(source: source.rawValue), to: service,
          commandID: client.newID(CommandSubject.self).description, within: Adopt.patience)
        printout.answers.append((service, answer))
        if try await !isFollowing(source, by: service, client) { printout.silent.append(service) }
        printout.missing.append(
          (
            service,
            try await MissingRecords(client: client).list(service).filter { $0.source == source }
          ))
      } catch DoorError.noAnswer {
        printout.silent.append(service)
      }
    }
    try session.show(printout)
    guard printout.silent.isEmpty else {
      throw Refusal(
        .unavailable, rule: "adopt-incomplete",
        [
          "source": source.rawValue,
          "services": printout.silent.map(\.rawValue).joined(separator: ", "),
        ])
    }
    return .done
  }

  /// Waits until the log was followed to its end: what it brings again is struck off, and the list is
  /// right only then.
  /// - Returns: `false` when it took too long.
  private func isFollowing(
    _ source: ServiceName, by service: ServiceName, _ client: ServiceClient
  ) async throws -> Bool {
    try await client.poll { _ -> Bool? in
      let status = try await client.ask(ShowStatus(), of: service)
      let link = status.links.first { $0.source == source }
      return link?.state == "live" && link?.lag == 0 ? true : nil
    } ?? false
  }
}
