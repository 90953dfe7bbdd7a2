import ArgumentParser
import Domain
import Events

/// `terpadu task complete`
struct TaskComplete: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "complete", id: "Nyatakan tugas selesai.",
      en: "Complete a task.",
      examples: [
        "terpadu task complete T-2026-000001 --as pemda-17.02"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id tugas.", en: "The task's number or id.", valueName: "id"))
  var task: String

  @Option(
    name: .customLong("note"),
    help: .text(id: "Catatan.", en: "A note.", valueName: "text"))
  var note: String?

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    var parameters = ["task": task]
    parameters["note"] = note
    let client = try session.connect()
    let answer: TaskView = try await client.change(
      ChangeRequest(
        .liaison, .completeTask, as: try await client.actor(actor, on: task),
        commandID: actor.commandID,
        parameters))
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
