import ArgumentParser
import Domain
import Events

/// `terpadu task redirect`
struct TaskRedirect: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "redirect", id: "Alihkan tugas ke unit yang berwenang.",
      en: "Redirect a task to the unit that is competent.",
      examples: [
        "terpadu task redirect T-2026-000001 --to pemda-17 --reason 'izin provinsi'"
          + " --as pemda-17.02"
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id tugas.", en: "The task's number or id.", valueName: "id"))
  var task: String

  @Option(
    name: .customLong("to"),
    help: .text(id: "Unit tujuan.", en: "The unit that shall act.", valueName: "unit"))
  var target: String

  @Option(
    name: .customLong("reason"),
    help: .text(id: "Alasan pengalihan.", en: "Why it is redirected.", valueName: "text"))
  var reason: String

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let answer: TaskView = try await client.change(
      ChangeRequest(
        .liaison, .redirectTask, as: try await client.actor(actor, on: task),
        commandID: actor.commandID,
        ["task": task, "to": target, "reason": reason]))
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
