import ArgumentParser
import ServiceRuntime

/// `terpadu backup`
struct Backup: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "backup", id: "Buat cadangan seluruh data, juga selagi sistem berjalan.",
      en: "Back up all data, also while the system runs.",
      examples: ["terpadu backup /mnt/cadangan/2026-11-24"])
  }

  @Argument(
    help: .text(
      id: "Folder cadangan: baru atau kosong.", en: "The backup's folder: new or empty.",
      valueName: "dir"))
  var folder: String

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    try session.data.requireNoUnfinishedRestore()
    let folder = try BackupFolder(new: folder)
    let taking = BackupTaking(
      data: session.data, folder: folder, takenAt: session.environment.now())
    try session.show(BackupPrintout(path: folder.path, manifest: try taking.run()))
    try taking.note()
    return .done
  }
}
