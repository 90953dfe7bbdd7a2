import ArgumentParser
import Domain
import Events

/// `terpadu finding close`
struct FindingClose: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "close", id: "Tutup temuan yang selesai.",
      en: "Close a finding that is finished.",
      examples: [
        "terpadu finding close F-2026-000001 --as pom-rejang-lebong"
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
        .findings, .closeFinding, as: actor.unit, commandID: actor.commandID,
        ["finding": finding]))
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
