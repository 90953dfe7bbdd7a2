import ArgumentParser
import Domain
import Events

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
        TaskComplete.self, TaskNote.self,
      ])
  }

  @OptionGroup var global: GlobalOptions
}

extension ServiceClient {
  /// Who acts on a task: the unit that was named, else, for the local operator, the task's own.
  func actor(_ options: OperatorOptions, on task: String) async throws -> UnitID {
    if let unit = options.unit { return unit }
    return try await ask(ShowTask(task: task)).unit
  }
}
