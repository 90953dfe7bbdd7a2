import ArgumentParser
import Domain
import Events

/// `terpadu finding amend`
struct FindingAmend: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "amend", of: AmendFinding.self,
      examples: [
        "terpadu finding amend F-2026-000001 --file temuan.json --as pom-rejang-lebong"
      ])
  }

  @Argument(help: .of(AmendFinding.self, "finding", valueName: "id"))
  var finding: String

  @OptionGroup var document: DocumentOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let answer = try await session.connect().change(
      AmendFinding(finding: finding), as: actor.unit, commandID: actor.commandID, document: bytes)
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
