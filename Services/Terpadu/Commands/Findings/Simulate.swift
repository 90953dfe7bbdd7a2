import ArgumentParser
import Domain
import Events

/// `terpadu simulate`
struct Simulate: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "simulate", id: "Siapa yang akan diberi tahu, tanpa mengirim apa pun.",
      en: "Who would be told, without sending anything.",
      examples: ["terpadu simulate --file temuan.json --as pom-rejang-lebong"])
  }

  @OptionGroup var document: DocumentOptions

  @Option(
    name: .customLong("as"),
    help: .text(id: "Unit pelapor.", en: "The unit that reports.", valueName: "unit"))
  var unit: String

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let answer: Explanation = try await session.connect().ask(
      .watch, RequestHead(.query, .simulate, as: UnitID(unit)), document: bytes)
    try session.show(ExplanationPrintout(explanation: answer))
    return .done
  }
}
