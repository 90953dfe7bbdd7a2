import ArgumentParser
import Domain
import Events

/// `terpadu task show`
struct TaskShow: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "show", id: "Tampilkan satu tugas dengan riwayatnya.",
      en: "Show one task with its history.",
      examples: ["terpadu task show T-2026-000001"])
  }

  @Argument(
    help: .text(id: "Nomor atau id tugas.", en: "The task's number or id.", valueName: "id"))
  var task: String

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let reader = reader.unit.map { UnitID($0) }
    let view: TaskView = try await client.ask(
      .liaison, RequestHead(.query, .showTask, as: reader, parameters: ["task": task]))
    try session.show(TaskPrintout(task: try await client.withHistory(view, as: reader)))
    return .done
  }
}
