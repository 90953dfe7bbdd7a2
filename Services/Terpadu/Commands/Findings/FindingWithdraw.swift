import ArgumentParser
import Domain
import Events

/// `terpadu finding withdraw`
struct FindingWithdraw: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "withdraw", of: WithdrawFinding.self,
      examples: [
        "terpadu finding withdraw F-2026-000001 --reason 'salah lokasi' --as pom-rejang-lebong"
      ])
  }

  @Argument(help: .of(WithdrawFinding.self, "finding", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("reason"),
    help: .of(WithdrawFinding.self, "reason", valueName: "text"))
  var reason: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer = try await session.connect().change(
      WithdrawFinding(finding: finding, reason: reason), as: actor.unit, commandID: actor.commandID)
    try session.show(FindingChangePrintout(answer: answer))
    return .done
  }
}
