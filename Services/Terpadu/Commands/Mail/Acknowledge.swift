import ArgumentParser
import Domain
import Events

/// `terpadu ack`
struct Acknowledge: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "ack", of: AcknowledgeMessage.self,
      examples: ["terpadu ack M-2026-000001 --as pemda-17.02"])
  }

  @Argument(help: .of(AcknowledgeMessage.self, "message", valueName: "message"))
  var message: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer = try await session.connect().change(
      AcknowledgeMessage(message: message), as: actor.unit, commandID: actor.commandID)
    try session.show(AcknowledgePrintout(answer: answer))
    return .done
  }
}
