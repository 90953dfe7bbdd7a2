import ArgumentParser

/// `terpadu task …`
struct TaskGroup: CommandGroup {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "task", id: "Tugas tindak lanjut Pemda dan kementerian.",
      en: "Follow-up tasks of Pemda and ministries.",
      examples: [
        "terpadu task list --unit pemda-17.02",
        "terpadu task accept T-2026-000001 --as pemda-17.02",
      ],
      subcommands: [
        TaskList.self, TaskShow.self, TaskAccept.self, TaskRedirect.self, TaskSubmit.self,
        TaskComplete.self,
      ])
  }

  @OptionGroup var global: GlobalOptions
}
