import ArgumentParser
import Domain
import Events

/// `terpadu finding close`
struct FindingClose: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "close", of: CloseFinding.self,
      examples: [
        "terpadu finding close F-2026-000001 --as pom-rejang-lebong"
      ])
  }

  @Argument(help: .of(CloseFinding.self, "finding", valueName: "id"))
  var finding: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer = try await session.connect().change(
      CloseFinding(finding: finding), as: actor.unit, commandID: actor.commandID)
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
