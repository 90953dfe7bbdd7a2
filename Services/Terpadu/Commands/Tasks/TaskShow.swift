import ArgumentParser
import Domain
import Events

/// `terpadu task show`
struct TaskShow: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "show", of: ShowTask.self,
      examples: ["terpadu task show T-2026-000001"])
  }

  @Argument(help: .of(ShowTask.self, "task", valueName: "id"))
  var task: String

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let view = try await client.ask(ShowTask(task: task), as: reader.unit)
    try session.show(TaskPrintout(task: try await client.withHistory(view, as: reader.unit)))
    return .done
  }
}
