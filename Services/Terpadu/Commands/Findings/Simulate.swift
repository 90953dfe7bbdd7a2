import ArgumentParser
import Domain
import Events

/// `terpadu simulate`
struct Simulate: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "simulate", of: SimulateFinding.self,
      examples: ["terpadu simulate --file temuan.json --as pom-rejang-lebong"])
  }

  @OptionGroup var document: DocumentOptions

  @Option(
    name: .customLong("as"),
    help: .text(id: "Unit pelapor.", en: "The unit that reports.", valueName: "unit"))
  var unit: UnitID

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let bytes = try document.source.read(in: session.environment)
    let answer = try await session.connect().ask(SimulateFinding(), as: unit, document: bytes)
    try session.show(ExplanationPrintout(explanation: answer))
    return .done
  }
}
