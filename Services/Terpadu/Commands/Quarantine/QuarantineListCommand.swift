import ArgumentParser
import Domain
import Events

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
