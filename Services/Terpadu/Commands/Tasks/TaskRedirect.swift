import ArgumentParser
import Domain
import Events

/// `terpadu task redirect`
struct TaskRedirect: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "redirect", of: RedirectTask.self,
      examples: [
        "terpadu task redirect T-2026-000001 --to pemda-17 --reason 'izin provinsi'"
          + " --as pemda-17.02"
      ])
  }

  @Argument(help: .of(RedirectTask.self, "task", valueName: "id"))
  var task: String

  @Option(
    name: .customLong("to"),
    help: .of(RedirectTask.self, "to", valueName: "unit"))
  var target: UnitID

  @Option(
    name: .customLong("reason"),
    help: .of(RedirectTask.self, "reason", valueName: "text"))
  var reason: String

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let answer = try await client.change(
      RedirectTask(task: task, to: target, reason: reason),
      as: try await client.actor(actor, on: task), commandID: actor.commandID)
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
