import ArgumentParser

/// `terpadu`: all commands.
struct Root: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "terpadu",
      id: "Koordinasi Tim Pengawas Terpadu Bahan Berbahaya: temuan, peringatan, tugas.",
      en: "Coordination of the integrated supervision team for hazardous substances in food.",
      examples: [
        "terpadu up",
        "terpadu finding report --file temuan.json --as pom-rejang-lebong",
        "terpadu explain F-2026-000001",
        "terpadu inbox pemda-17.02",
        "terpadu task list --unit pemda-17.02",
      ],
      subcommands: [
        Up.self, Down.self, Status.self, WhoCovers.self, FindingGroup.self, Explain.self,
        Simulate.self, Inbox.self, Acknowledge.self, TaskGroup.self, Enrol.self,
        RegistryGroup.self, Trace.self, Verify.self, QuarantineGroup.self, Doctor.self, Backup.self,
        Restore.self, Adopt.self, Missing.self,
      ])
  }

  @OptionGroup var global: GlobalOptions
}
