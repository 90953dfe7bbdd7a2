import ArgumentParser
import Domain
import Events

/// `terpadu missing`
struct Missing: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "missing",
      id: "Yang tidak ada lagi di log yang dipulihkan, tetapi sudah diterima layanan lain.",
      en: "What restored logs do not have any more, and other services had received.",
      examples: [
        "terpadu missing", "terpadu missing --all", "terpadu missing --service watch --json",
      ])
  }

  @Flag(
    name: .customLong("all"),
    help: .text(
      id: "Juga yang bukan perbuatan orang.", en: "Also what no person did."))
  var isAll = false

  @OptionGroup var options: QuarantineOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    var printout = MissingPrintout(isAll: isAll)
    var silent: [ServiceName] = []
    for service in try await options.services(in: session) {
      do {
        let status = try await client.ask(ShowStatus(), of: service)
        printout.unknown += status.links.compactMap { link in
          guard link.state == "stopped", let reason = link.reason, reason != "damaged" else {
            return nil
          }
          return StoppedLink(service: service, source: link.source, reason: reason)
        }
        printout.entries.append((service, try await MissingRecords(client: client).list(service)))
      } catch DoorError.noAnswer {
        silent.append(service)
      }
    }
    printout.isComplete = silent.isEmpty
    try session.show(printout)
    guard silent.isEmpty else {
      throw Refusal(
        .unavailable, rule: "missing-incomplete",
        ["services": silent.map(\.rawValue).joined(separator: ", ")])
    }
    guard printout.unknown.isEmpty else {
      throw Refusal(
        .internal, rule: "missing-unknown",
        ["sources": printout.unknownSources.map(\.rawValue).joined(separator: ", ")])
    }
    return .done
  }
}
