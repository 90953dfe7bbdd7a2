import ArgumentParser
import Domain
import Events

/// `terpadu finding open`
struct FindingOpen: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "open", of: OpenFinding.self,
      examples: [
        "terpadu finding open F-2026-000001 --as pusat-deputi-3"
      ])
  }

  @Argument(help: .of(OpenFinding.self, "finding", valueName: "id"))
  var finding: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer = try await session.connect().change(
      OpenFinding(finding: finding), as: actor.unit, commandID: actor.commandID)
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
