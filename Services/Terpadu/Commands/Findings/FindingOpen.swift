import ArgumentParser
import Domain
import Events

/// `terpadu finding open`
struct FindingOpen: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "open", id: "Buka temuan rahasia bagi seluruh lingkarannya.",
      en: "Open a confidential finding to its whole circle.",
      examples: [
        "terpadu finding open F-2026-000001 --as pusat-deputi-3"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer: FindingChangeAnswer = try await session.connect().change(
      ChangeRequest(
        .findings, .openFinding, as: actor.unit, commandID: actor.commandID,
        ["finding": finding]))
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
