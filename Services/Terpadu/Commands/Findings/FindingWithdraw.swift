import ArgumentParser
import Domain
import Events

/// `terpadu finding withdraw`
struct FindingWithdraw: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "withdraw", id: "Cabut temuan; semua penerima diberi tahu.",
      en: "Withdraw a finding; every recipient is told.",
      examples: [
        "terpadu finding withdraw F-2026-000001 --reason 'salah lokasi' --as pom-rejang-lebong"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("reason"),
    help: .text(id: "Alasan pencabutan.", en: "Why it is withdrawn.", valueName: "text"))
  var reason: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer: FindingChangeAnswer = try await session.connect().change(
      ChangeRequest(
        .findings, .withdrawFinding, as: actor.unit, commandID: actor.commandID,
        ["finding": finding, "reason": reason]))
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
