import ArgumentParser
import Domain
import Events

/// `terpadu task report`
struct TaskSubmit: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "report", id: "Laporkan tindak lanjut yang dilakukan.",
      en: "Report the follow-up that was done.",
      examples: [
        "terpadu task report T-2026-000001 --file laporan.json --as pemda-17.02"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id tugas.", en: "The task's number or id.", valueName: "id"))
  var task: String

  @OptionGroup var document: DocumentOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let client = try session.connect()
    let answer: TaskView = try await client.change(
      ChangeRequest(
        .liaison, .reportTask, as: try await client.actor(actor, on: task),
        commandID: actor.commandID,
        ["task": task], document: bytes))
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
