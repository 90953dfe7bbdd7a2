import ArgumentParser
import Domain
import Events

/// `terpadu explain`
struct Explain: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "explain",
      id: "Siapa yang diberi tahu, peran, alasan, dasar hukum; dan siapa yang tidak, mengapa.",
      en: "Who was told, in which role, why and by which law; and who was not, and why.",
      examples: [
        "terpadu explain F-2026-000001",
        "terpadu explain F-2026-000001 --json",
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @Option(
    name: .customLong("version"),
    help: .text(
      id: "Versi temuan (bawaan: yang terakhir).", en: "The finding's version (default: the last).",
      valueName: "n"))
  var version: Int?

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let client = try session.connect()
    let explanation = try await CurrentExplanation(
      client: client, finding: finding, version: version, reader: reader.unit.map { UnitID($0) }
    ).wait()
    try session.show(ExplanationPrintout(explanation: explanation))
    return .done
  }
}
