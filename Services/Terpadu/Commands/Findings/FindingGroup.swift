import ArgumentParser
import Domain
import Events

/// `terpadu finding …`
struct FindingGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "finding", id: "Temuan: lapor, lihat, ubah, uji, cabut, tutup.",
      en: "Findings: report, show, amend, test, withdraw, close.",
      examples: [
        "terpadu finding report --file temuan.json --as pom-rejang-lebong",
        "terpadu finding show F-2026-000001",
      ],
      subcommands: [
        FindingReport.self, FindingShow.self, FindingList.self, FindingAmend.self,
        FindingTest.self, FindingWithdraw.self, FindingClose.self, FindingOpen.self,
      ])
  }

  @OptionGroup var global: GlobalOptions
}

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
    let view = try await session.connect().finding(
      finding, as: reader.unit.map { UnitID($0) })
    try session.show(FindingViewPrintout(view: view))
    return .done
  }
}
