import ArgumentParser
import Domain
import Events

/// `terpadu task list`
struct TaskList: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "list", id: "Daftar tugas, tenggat terdekat dahulu.",
      en: "List tasks, nearest deadline first.",
      examples: [
        "terpadu task list --unit pemda-17.02",
        "terpadu task list --state open --json",
      ])
  }

  @Option(
    name: .customLong("unit"),
    help: .text(id: "Unit pelaksana.", en: "The unit that acts.", valueName: "unit"))
  var unit: String?

  @Option(
    name: .customLong("state"),
    help: .text(
      id: "Keadaan: open, accepted, reported, completed, redirected, cancelled.",
      en: "State: open, accepted, reported, completed, redirected, cancelled.",
      valueName: "state"))
  var state: String?

  @Option(
    name: .customLong("finding"),
    help: .text(id: "Nomor atau id temuan.", en: "A finding's number or id.", valueName: "id"))
  var finding: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    var parameters = page.parameters
    parameters["unit"] = unit
    parameters["state"] = state
    let client = try session.connect()
    if let finding { parameters["finding"] = try await client.findingID(of: finding) }
    let answer = try await client.tasks(
      parameters, as: reader.unit.map { UnitID($0) }, limit: page.limit)
    try session.show(TaskListPrintout(answer: answer))
    return .done
  }
}
