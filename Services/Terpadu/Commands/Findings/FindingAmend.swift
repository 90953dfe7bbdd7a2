import ArgumentParser
import Domain
import Events

/// `terpadu finding amend`
struct FindingAmend: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "amend", id: "Ubah temuan: seluruh dokumen baru menjadi versi berikut.",
      en: "Amend a finding: the whole new document becomes the next version.",
      examples: [
        "terpadu finding amend F-2026-000001 --file temuan.json --as pom-rejang-lebong"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @OptionGroup var document: DocumentOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let answer: FindingChangeAnswer = try await session.connect().change(
      ChangeRequest(
        .findings, .amendFinding, as: actor.unit, commandID: actor.commandID,
        ["finding": finding], document: bytes))
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
