import Domain
import Events
import Foundation
import Log
import ServiceRuntime

/// What is to be put back, after everything was checked that can be checked without a change.
struct RestorePlan {
  let source: RestoreSource
  let data: DataDirectory
  let entries: [BackupManifest.Service]
  let epochs: [ServiceName: UInt64]

  /// - Parameters:
  ///   - services: only these; `nil` for all of the backup.
  ///   - survey: what a service's own program says of its file in the backup.
  /// - Throws: `Refusal` with what stands against it.
  init(
    _ source: RestoreSource, into data: DataDirectory, services: [ServiceName]?,
    note: RestoreNote, survey: (ServiceName) throws -> FileSurvey
  ) throws {
    self.source = source
    self.data = data
    entries = try (services ?? source.manifest.services.map(\.service)).map { service in
      guard let entry = source.entry(of: service) else {
        throw Refusal(
          .notFound, field: "--service", rule: "not-in-backup",
          ["service": service.rawValue, "path": source.path])
      }
      return entry
    }
    try RestorePlan.requireSameKind(source, data)
    for file in source.manifest.files {
      try source.require(file, at: source.location(of: file))
    }
    for entry in entries {
      try source.requireLog(entry)
      try RestorePlan.requireSameLog(entry, data)
      try RestorePlan.requireKnownSchema(try survey(entry.service), source)
    }
    let known = KnownEpochs(data: data, source: source, note: note)
    epochs = Dictionary(
      uniqueKeysWithValues: try entries.map { ($0.service, try known.next(of: $0.service)) })
    try requireRoom()
  }

  /// The logs whose followers are not all put back with them: these must be told to adopt.
  var toAdopt: [ServiceName] {
    entries.map(\.service).filter { service in
      ServiceName.allCases.contains { follower in
        follower.follows.contains(service) && epochs[follower] == nil
      }
    }
  }

  /// Proves that the logs are sound: a manifest says only that a file is what was copied. A trial does
  /// without it, as it names every fault.
  /// - Throws: `Refusal` with the first service whose file is damaged.
  func requireSoundLogs() throws {
    for entry in entries {
      guard let fault = try LogCopy.fault(at: source.location(of: entry.file)) else {
        continue
      }
      throw Refusal(
        .conflict, field: "dir", rule: "backup-log-damaged",
        ["path": source.path, "service": entry.service.rawValue, "fault": fault])
    }
  }

  private static func requireSameKind(_ source: RestoreSource, _ data: DataDirectory) throws {
    guard let instance = try data.storedInstance() else { return }
    guard instance.isExercise == source.manifest.exercise else {
      throw Refusal(
        .conflict, field: "--data",
        rule: instance.isExercise ? "restore-onto-exercise" : "restore-onto-real",
        ["path": data.path])
    }
  }

  /// A backup of another system is never put among this one's files.
  private static func requireSameLog(
    _ entry: BackupManifest.Service, _ data: DataDirectory
  ) throws {
    for service in ServiceName.allCases {
      guard let reader = try? LogReader(path: data.database(of: service)) else { continue }
      let log =
        service == entry.service
        ? reader.identity.log : (try? reader.cursors())?[entry.service.rawValue]?.log
      guard let log, log != entry.head.log else { continue }
      throw Refusal(
        .conflict, field: "dir", rule: "restore-other-log",
        ["service": entry.service.rawValue, "path": data.path])
    }
  }

  private static func requireKnownSchema(
    _ survey: FileSurvey, _ source: RestoreSource
  ) throws {
    guard let fault = survey.fault else { return }
    throw Refusal(
      .conflict, field: "dir", rule: fault.name == "newer-file" ? "backup-newer" : "backup-damaged",
      fault.parameters.merging([
        "path": source.path, "file": "\(survey.service.rawValue).sqlite",
      ]) { $1 })
  }

  /// The old files stay, so there must be room for all of the new ones.
  private func requireRoom() throws {
    guard let disk = DiskSpace(of: data.path) else { return }
    guard !disk.isReadOnly else {
      throw Refusal(.conflict, field: "--data", rule: "restore-read-only", ["path": data.path])
    }
    let needed = entries.reduce(0) { $0 + Int64(clamping: $1.file.bytes) } + 64 << 20
    guard disk.freeBytes >= needed else {
      throw Refusal(
        .conflict, field: "--data", rule: "restore-no-room",
        [
          "path": data.path, "needed": Diagnosis.megabytes(needed),
          "free": Diagnosis.megabytes(disk.freeBytes),
        ])
    }
  }
}
