import ArgumentParser
import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// `terpadu restore`
struct Restore: TerpaduCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      name: "restore",
      id: "Kembalikan cadangan ketika sistem berhenti, atau uji apakah dapat dikembalikan.",
      en: "Put a backup back while the system is stopped, or try whether it can be.",
      examples: [
        "terpadu restore /mnt/cadangan/2026-11-24 --check",
        "terpadu restore /mnt/cadangan/2026-11-24",
        "terpadu restore /mnt/cadangan/2026-11-24 --service findings",
        "terpadu restore --in-place --service findings",
      ])
  }

  @Argument(
    help: .text(id: "Folder cadangan.", en: "The backup's folder.", valueName: "dir"))
  var folder: String?

  @Option(
    name: .customLong("service"),
    help: .text(
      id: "Hanya layanan ini; dapat diulang.", en: "This service only; may be repeated.",
      valueName: "service"))
  var names: [String] = []

  @Flag(
    name: .customLong("check"),
    help: .text(
      id: "Uji saja: jalankan di tempat lain, periksa, katakan sampai kapan, hapus lagi.",
      en: "Only try: start it elsewhere, verify, say to which moment it goes back, remove it."))
  var isCheck = false

  @Option(
    name: .customLong("into"),
    help: .text(
      id: "Tempat uji: folder baru atau kosong (bawaan: folder sementara).",
      en: "Where to try: a new or empty folder (default: a temporary one).", valueName: "dir"))
  var place: String?

  @Flag(
    name: .customLong("in-place"),
    help: .text(
      id: "Berkas yang ada memulai epoch baru; tidak ada yang diganti.",
      en: "The file that is there begins a new epoch; nothing is replaced."))
  var isInPlace = false

  @OptionGroup var global: GlobalOptions

  func execute(in session: Session) async throws -> ProgramStatus {
    let services = try self.services
    if isInPlace { return try beginEpochs(of: services ?? [], in: session) }
    guard let folder else { throw Refusal.invalid("dir", "required") }
    let source = try RestoreSource(folder)
    if isCheck {
      return try await RestoreCheck(session: session, source: source, place: place).run()
    }
    if place != nil { throw Refusal.invalid("--into", "into-without-check") }
    let chosen = services ?? source.manifest.services.map(\.service)
    let locks = try RestoreLocks(session.data, chosen)
    let unfinished = UnfinishedRestore(in: session.data)
    let isUnfinished = FileManager.default.fileExists(atPath: session.data.restoreFile)
    // A word that cannot be read names no services: then it is all of them.
    let begun = unfinished?.services ?? (isUnfinished ? ServiceName.allCases : [])
    guard Set(chosen).isSuperset(of: begun) else {
      throw UnfinishedRestore.refusal(session.data)
    }
    try Restoring.removeStaging(session.data)
    let note = try RestoreNote(session.data)
    let plan = try RestorePlan(source, into: session.data, services: services, note: note) {
      try session.survey($0, in: DataDirectory(source.path))
    }
    try plan.requireSoundLogs()
    let restoring = Restoring(
      plan: plan, at: session.environment.now(), command: command(source, session.data),
      unfinished: unfinished)
    try restoring.run(note) {
      try session.show(RestorePrintout(plan: plan, replaced: $0, lost: $1))
    }
    withExtendedLifetime(locks) {}
    return .done
  }

  /// As it is given again, from wherever.
  private func command(_ source: RestoreSource, _ data: DataDirectory) -> String {
    let services = names.flatMap { ["--service", $0] }
    return (["terpadu", "restore", source.path] + services + ["--data", data.path])
      .map(Restore.quoted).joined(separator: " ")
  }

  /// A word of a shell's command line.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "/-_.".contains($0))
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private var services: [ServiceName]? {
    get throws {
      guard !names.isEmpty else { return nil }
      let chosen = try names.map { name in
        guard let service = ServiceName(rawValue: name) else {
          throw Refusal.invalid(
            "--service", "not-one-of",
            [
              "value": name,
              "allowed": ServiceName.allCases.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return service
      }
      return ServiceName.allCases.filter { chosen.contains($0) }
    }
  }

  /// For a file that was put there by hand and has gone on: what it has accepted since stays.
  private func beginEpochs(
    of services: [ServiceName], in session: Session
  ) throws -> ProgramStatus {
    guard folder == nil, !isCheck, place == nil, !services.isEmpty else {
      throw Refusal.invalid("--in-place", "in-place-alone")
    }
    let locks = try RestoreLocks(session.data, services)
    try session.data.requireNoUnfinishedRestore()
    var note = try RestoreNote(session.data)
    let known = KnownEpochs(data: session.data, source: nil, note: note)
    let at = session.environment.now()
    var epochs: [ServiceName: UInt64] = [:]
    for service in services {
      let file = session.data.database(of: service)
      guard FileManager.default.fileExists(atPath: file) else {
        throw Refusal(
          .notFound, field: "--service", rule: "no-file-in-place",
          ["service": service.rawValue, "file": file])
      }
      epochs[service] = try known.next(of: service)
    }
    try note.add(epochs, at: at, backup: nil, in: session.data)
    for (service, epoch) in epochs {
      let mark = RestoreMark(epoch: epoch, accepted: [:], at: at, backup: "")
      try Durable.write(
        try EventCoding.encode(mark), to: session.data.restoreMarkFile(of: service))
    }
    withExtendedLifetime(locks) {}
    try session.show(InPlacePrintout(epochs: epochs))
    return .done
  }
}

/// The right to change files: nothing runs on the directory, and nothing starts meanwhile.
struct RestoreLocks {
  private let supervisor: SupervisorLock
  private let services: [DirectoryLock]

  /// - Throws: `Refusal` that says what runs.
  init(_ data: DataDirectory, _ names: [ServiceName]) throws {
    if DiskSpace(of: data.path)?.isReadOnly == true {
      throw Refusal(.conflict, field: "--data", rule: "restore-read-only", ["path": data.path])
    }
    try data.prepare()
    supervisor = try SupervisorLock(data)
    var locks: [DirectoryLock] = []
    for service in names {
      do {
        locks.append(
          try DirectoryLock(
            directory: data.path, service: service.rawValue, holder: "terpadu restore"))
      } catch {
        guard error.code == .locked else { throw error }
        throw Refusal(
          .conflict, field: "--data", rule: "service-running",
          ["service": service.rawValue, "path": data.path])
      }
    }
    services = locks
  }
}
