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
      name: "show", of: ShowFinding.self,
      examples: [
        "terpadu finding show F-2026-000001",
        "terpadu finding show F-2026-000001 --as pemda-17.02 --json",
      ])
  }

  @Argument(help: .of(ShowFinding.self, "finding", valueName: "id"))
  var finding: String

  @OptionGroup var reader: ReaderOptions
  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let view = try await session.connect().finding(finding, as: reader.unit)
    try session.show(FindingViewPrintout(view: view))
    return .done
  }
}
