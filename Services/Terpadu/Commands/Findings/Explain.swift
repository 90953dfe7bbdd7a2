import ArgumentParser
import Domain
import Events

/// `terpadu explain`
struct Explain: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "explain", of: ExplainFinding.self,
      examples: [
        "terpadu explain F-2026-000001",
        "terpadu explain F-2026-000001 --json",
      ])
  }

  @Argument(help: .of(ExplainFinding.self, "finding", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("version"),
    help: .of(ExplainFinding.self, "version", valueName: "n"))
  var version: Int?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let explanation = try await CurrentExplanation(
      client: client, finding: finding, version: version, reader: reader.unit
    ).wait()
    try session.show(ExplanationPrintout(explanation: explanation))
    return .done
  }
}
