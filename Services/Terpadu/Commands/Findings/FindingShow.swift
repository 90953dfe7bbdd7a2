import ArgumentParser
import Domain
import Events

/// `terpadu finding show`
struct FindingShow: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "show", id: "Tampilkan satu temuan dengan semua versinya.",
      en: "Show one finding with all its versions.",
      examples: [
        "terpadu finding show F-2026-000001",
        "terpadu finding show F-2026-000001 --as pemda-17.02 --json",
      ])
  }

  @Argument(
    help: .text(id: "Nomor atau id temuan.", en: "The finding's number or id.", valueName: "id"))
  var finding: String

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let view: FindingView = try await session.connect().ask(
      .findings,
      RequestHead(
        .query, .showFinding, as: reader.unit.map { UnitID($0) },
        parameters: ["finding": finding]))
    try session.show(FindingViewPrintout(view: view))
    return .done
  }
}
