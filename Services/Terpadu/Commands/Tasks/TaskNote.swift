import ArgumentParser
import Domain
import Events

/// `terpadu task note`
struct TaskNote: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "note", of: AddTaskNote.self,
      examples: [
        "terpadu task note T-2026-000001 --text 'Dinkes menelepon: produk disegel'"
          + " --as pom-rejang-lebong"
      ])
  }

  @Argument(help: .of(AddTaskNote.self, "task", valueName: "id"))
  var task: String

  @Option(
    name: .customLong("text"),
    help: .of(AddTaskNote.self, "text", valueName: "text"))
  var text: String

  @OptionGroup var actor: OperatorOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let unit = try await client.actor(actor, on: task)
    let answer = try await client.change(
      AddTaskNote(task: task, text: text), as: unit, commandID: actor.commandID)
    try session.show(TaskPrintout(task: try await client.withHistory(answer, as: unit)))
    return .done
  }
}
