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
  /// Those whose files are not the backup's already, as after a restore that was cut off.
  let pending: [BackupManifest.Service]
  let epochs: [ServiceName: UInt64]
  /// The `instance.json` that is there cannot be read: the backup's takes its place.
  let replacesInstance: Bool
  /// Logs that stay, and have begun epochs that what is put back does not know.
  private let ahead: Set<ServiceName>

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
    replacesInstance = try !RestorePlan.requireSameKind(source, data)
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
    let chosen = Set(entries.map(\.service))
    ahead = Set(
      entries.flatMap { entry in
        entry.service.follows.filter { followed in
          guard !chosen.contains(followed), let position = entry.positions[followed.rawValue]
          else { return false }
          return known.last(of: followed) > position.epoch
        }
      })
    pending = entries.filter { !RestorePlan.isInPlace($0, source, data) }
    try requireRoom()
  }

  /// The logs whose followers are not all put back with them, and those that what is put back must
  /// follow into a later epoch: these must be adopted.
  var toAdopt: [ServiceName] {
    ServiceName.allCases.filter { service in
      let isLeft = ServiceName.allCases.contains { follower in
        follower.follows.contains(service) && epochs[follower] == nil
      }
      return ahead.contains(service) || (epochs[service] != nil && isLeft)
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

  /// - Returns: whether the directory can say what it holds; `false` when the backup has to.
  private static func requireSameKind(
    _ source: RestoreSource, _ data: DataDirectory
  ) throws -> Bool {
    let stored: Instance?
    do {
      stored = try data.storedInstance()
    } catch {
      guard source.manifest.files.contains(where: { $0.path == "instance.json" }) else {
        throw error
      }
      return false
    }
    guard let instance = stored else { return true }
    guard instance.isExercise == source.manifest.exercise else {
      throw Refusal(
        .conflict, field: "--data",
        rule: instance.isExercise ? "restore-onto-exercise" : "restore-onto-real",
        ["path": data.path])
    }
    return true
  }

  /// A backup of another system is never put among this one's files. Followers say whose log it is:
  /// the file that stands there may have been made anew by mistake.
  private static func requireSameLog(
    _ entry: BackupManifest.Service, _ data: DataDirectory
  ) throws {
    let service = entry.service
    let others = ServiceName.allCases.filter { $0 != service }
    let followed = Set(others.compactMap { cursors(of: $0, data)[service.rawValue]?.log })
    let present = (try? LogReader(path: data.database(of: service)))?.identity.log
    let follows = cursors(of: service, data).mapValues(\.log)
    let isKnown =
      followed.isEmpty
      ? present == nil || present == entry.head.log
        || (!follows.isEmpty && follows == entry.positions.mapValues(\.log))
      : followed == [entry.head.log]
    guard isKnown else {
      throw Refusal(
        .conflict, field: "dir", rule: "restore-other-log",
        ["service": service.rawValue, "path": data.path])
    }
  }

  /// A file that cannot be read is why it is replaced: it has none.
  private static func cursors(
    of service: ServiceName, _ data: DataDirectory
  ) -> [String: LogCursor] {
    (try? LogReader(path: data.database(of: service)).cursors()) ?? [:]
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

  /// Whether a service's file is the backup's, with nothing in a write-ahead log beside it.
  private static func isInPlace(
    _ entry: BackupManifest.Service, _ source: RestoreSource, _ data: DataDirectory
  ) -> Bool {
    let file = data.database(of: entry.service)
    let log = try? FileManager.default.attributesOfItem(atPath: file + "-wal")
    return (log?[.size] as? Int ?? 0) == 0 && source.has(entry.file, at: file)
  }

  /// The old files stay, so there must be room for all of the new ones.
  private func requireRoom() throws {
    guard let disk = DiskSpace(of: data.path) else { return }
    guard !disk.isReadOnly else {
      throw Refusal(.conflict, field: "--data", rule: "restore-read-only", ["path": data.path])
    }
    let needed = pending.reduce(0) { $0 + Int64(clamping: $1.file.bytes) } + 64 << 20
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
