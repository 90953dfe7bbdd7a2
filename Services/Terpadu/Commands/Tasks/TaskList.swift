import ArgumentParser
import Domain
import Events

/// `terpadu task list`
struct TaskList: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "list", of: ListTasks.self,
      examples: [
        "terpadu task list --unit pemda-17.02",
        "terpadu task list --state open --json",
      ])
  }

  @Option(
    name: .customLong("unit"),
    help: .of(ListTasks.self, "unit", valueName: "unit"))
  var unit: UnitID?

  @Option(
    name: .customLong("state"),
    help: .of(ListTasks.self, "state", valueName: "state"))
  var state: TaskState?

  @Option(
    name: .customLong("finding"),
    help: .text(id: "Nomor atau id temuan.", en: "A finding's number or id.", valueName: "id"))
  var finding: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    var list = ListTasks(unit: unit, state: state, after: page.after, limit: page.limit)
    if let finding { list.finding = try await client.findingID(of: finding) }
    try session.show(TaskListPrintout(answer: try await client.tasks(list, as: reader.unit)))
    return .done
  }
}
