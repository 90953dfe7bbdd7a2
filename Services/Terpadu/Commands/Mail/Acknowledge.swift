import ArgumentParser
import Domain
import Events

/// `terpadu ack`
struct Acknowledge: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "ack", id: "Nyatakan satu pesan sudah dibaca unit.",
      en: "Acknowledge a message for a unit.",
      examples: ["terpadu ack M-2026-000001 --as pemda-17.02"])
  }

  @Argument(
    help: .text(id: "Nomor atau id pesan.", en: "The message's number or id.", valueName: "message")
  )
  var message: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let answer: AcknowledgeAnswer = try await session.connect().change(
      ChangeRequest(
        .notifier, .acknowledge, as: actor.unit, commandID: actor.commandID,
        ["message": message]))
    try session.show(AcknowledgePrintout(answer: answer))
    return .done
  }
}
