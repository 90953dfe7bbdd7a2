import ArgumentParser
import Domain
import Events

/// `terpadu finding list`
struct FindingList: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "list", of: ListFindings.self,
      examples: [
        "terpadu finding list --unit pom-bengkulu --state presumptive",
        "terpadu finding list --region 17.02 --json",
      ])
  }

  @Option(
    name: .customLong("unit"),
    help: .of(ListFindings.self, "unit", valueName: "unit"))
  var unit: UnitID?

  @Option(
    name: .customLong("state"),
    help: .of(ListFindings.self, "state", valueName: "state"))
  var state: FindingState?

  @Option(
    name: .customLong("region"),
    help: .of(ListFindings.self, "region", valueName: "code"))
  var region: String?

  @Option(
    name: .customLong("flag"),
    help: .of(ListFindings.self, "flag", valueName: "flag"))
  var flag: FindingFlag?

  @OptionGroup var page: PageOptions
  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let list = ListFindings(
      unit: unit, state: state,
      region: try region.map { try RegionArgument.code($0, in: "region") },
      flag: flag, after: page.after, limit: page.limit)
    let answer = try await session.connect().findings(list, as: reader.unit)
    try session.show(FindingListPrintout(answer: answer))
    return .done
  }
}
