import ArgumentParser
import Domain
import Events

/// `terpadu task accept`
struct TaskAccept: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "accept", of: AcceptTask.self,
      examples: [
        "terpadu task accept T-2026-000001 --as pemda-17.02"
      ])
  }

  @Argument(help: .of(AcceptTask.self, "task", valueName: "id"))
  var task: String

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let answer = try await client.change(
      AcceptTask(task: task), as: try await client.actor(actor, on: task),
      commandID: actor.commandID)
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
