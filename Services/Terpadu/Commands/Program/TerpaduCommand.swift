import ArgumentParser
import Domain

/// A command that does something. Parsing it is ArgumentParser's; what it does happens in
/// `execute`.
protocol TerpaduCommand: ParsableCommand {
  var global: GlobalOptions { get }

  /// - Throws: `Refusal`, or `DoorError` when a service is not reachable.
  func execute(in session: Session) async throws -> ProgramStatus
}

/// A command that only names others. It takes every command's options, so that a mistake in the
/// name of a command is reported as that.
protocol CommandGroup: ParsableCommand {}

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
        RegistryGroup.self, Trace.self, Verify.self, Rebuild.self, QuarantineGroup.self,
        Doctor.self, Backup.self,
        Restore.self, Adopt.self, Missing.self,
      ])
  }

  @OptionGroup var global: GlobalOptions
}
