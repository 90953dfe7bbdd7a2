import ArgumentParser

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
