import ArgumentParser
import Domain
import Events

/// `terpadu task complete`
struct TaskComplete: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "complete", of: CompleteTask.self,
      examples: [
        "terpadu task complete T-2026-000001 --as pemda-17.02"
      ])
  }

  @Argument(help: .of(CompleteTask.self, "task", valueName: "id"))
  var task: String

  @Option(
    name: .customLong("note"),
    help: .of(CompleteTask.self, "note", valueName: "text"))
  var note: String?

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let answer = try await client.change(
      CompleteTask(task: task, note: note), as: try await client.actor(actor, on: task),
      commandID: actor.commandID)
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
