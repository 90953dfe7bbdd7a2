import ArgumentParser
import Domain
import Events

/// Asks services what they have in quarantine.
struct Quarantine {
  let client: ServiceClient

  /// - Returns: what each service answered, and who did not answer, in the order asked for.
  func list(
    _ services: [ServiceName]
  ) async throws -> (answers: [(ServiceName, QuarantineAnswer)], silent: [ServiceName]) {
    var answers: [(ServiceName, QuarantineAnswer)] = []
    var silent: [ServiceName] = []
    for service in services {
      do {
        answers.append((service, try await client.quarantine(of: service)))
      } catch DoorError.noAnswer {
        silent.append(service)
      }
    }
    return (answers, silent)
  }

  /// - Throws: `Refusal` of rule `quarantine-incomplete` that names who did not answer.
  static func requireAnswers(_ silent: [ServiceName]) throws {
    guard !silent.isEmpty else { return }
    throw Refusal(
      .unavailable, rule: "quarantine-incomplete",
      ["services": silent.map(\.rawValue).joined(separator: ", ")])
  }
}

/// `terpadu quarantine …`
struct QuarantineGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "quarantine", id: "Catatan yang tidak dapat diterapkan: lihat dan coba lagi.",
      en: "Records that could not be applied: look at them and try again.",
      examples: ["terpadu quarantine list", "terpadu quarantine retry --service watch"],
      subcommands: [QuarantineListCommand.self, QuarantineRetry.self])
  }

  @OptionGroup var global: GlobalOptions
}

/// `terpadu quarantine list`
struct QuarantineListCommand: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "list", id: "Catatan dalam karantina, sebabnya, dan apa yang menunggu di belakangnya.",
      en: "Records in quarantine, why, and what waits behind them.",
      examples: ["terpadu quarantine list", "terpadu quarantine list --service watch --json"])
  }

  @OptionGroup var options: QuarantineOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let quarantine = Quarantine(client: try session.connect())
    let (answers, silent) = try await quarantine.list(options.services(in: session))
    try session.show(QuarantineListPrintout(answers: answers))
    try Quarantine.requireAnswers(silent)
    return .done
  }
}
