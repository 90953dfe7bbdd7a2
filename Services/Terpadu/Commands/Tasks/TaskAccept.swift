import ArgumentParser
import Domain
import Events

/// `terpadu task accept`
struct TaskAccept: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "accept", id: "Terima tugas tindak lanjut.",
      en: "Accept a follow-up task.",
      examples: [
        "terpadu task accept T-2026-000001 --as pemda-17.02"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id tugas.", en: "The task's number or id.", valueName: "id"))
  var task: String

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let answer: TaskView = try await client.change(
      ChangeRequest(
        .liaison, .acceptTask, as: try await client.actor(actor, on: task),
        commandID: actor.commandID,
        ["task": task]))
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
