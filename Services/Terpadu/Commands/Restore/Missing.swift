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
      examples: ["terpadu missing", "terpadu missing --service watch --json"])
  }

  @OptionGroup var options: QuarantineOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    var printout = MissingPrintout()
    var silent: [ServiceName] = []
    for service in try options.services {
      do {
        printout.entries.append((service, try await MissingRecords(client: client).list(service)))
      } catch DoorError.noAnswer {
        silent.append(service)
      }
    }
    try session.show(printout)
    guard silent.isEmpty else {
      throw Refusal(
        .unavailable, rule: "missing-incomplete",
        ["services": silent.map(\.rawValue).joined(separator: ", ")])
    }
    return .done
  }
}
