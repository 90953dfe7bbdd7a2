import ArgumentParser
import Domain
import Events

/// `terpadu task report`
struct TaskSubmit: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "report", of: ReportTask.self,
      examples: [
        "terpadu task report T-2026-000001 --file laporan.json --as pemda-17.02"
      ])
  }

  @Argument(help: .of(ReportTask.self, "task", valueName: "id"))
  var task: String

  @OptionGroup var document: DocumentOptions
  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let client = try session.connect()
    let answer = try await client.change(
      ReportTask(task: task), as: try await client.actor(actor, on: task),
      commandID: actor.commandID, document: bytes)
    try session.show(
      TaskPrintout(task: try await client.withHistory(answer, as: answer.unit)))
    return .done
  }
}
