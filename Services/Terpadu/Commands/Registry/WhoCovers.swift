import ArgumentParser
import Domain
import Events

/// `terpadu who-covers`
struct WhoCovers: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "who-covers", of: ShowCoverage.self,
      examples: [
        "terpadu who-covers 17.02",
        "terpadu who-covers 13.03 --at 2024-05-01 --permit pirt",
      ])
  }

  @Argument(help: .of(ShowCoverage.self, "region", valueName: "code"))
  var region: String

  @Option(
    name: .customLong("at"),
    help: .of(ShowCoverage.self, "at", valueName: "time"))
  var at: String?

  @Option(
    name: .customLong("permit"),
    help: .of(ShowCoverage.self, "permit", valueName: "type"))
  var permit: String?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let coverage = ShowCoverage(
      region: region, at: try at.map { try TimeArgument.completed($0, in: "at") }, permit: permit)
    let answer = try await session.connect().ask(coverage, as: reader.unit)
    try session.show(WhoCoversPrintout(answer: answer, permit: permit))
    return .done
  }
}
