import Domain
import Events
import Foundation
import Log
import Security
import ServiceRuntime

/// Takes a backup of a data directory, whether its services run or not.
///
/// A log is copied before those that its owner follows. What a service has applied was committed by
/// its owner before, so no position in the backup lies beyond the log that it points into.
struct BackupTaking {
  let data: DataDirectory
  let folder: BackupFolder
  let takenAt: Timestamp

  func run() throws -> BackupManifest {
    var copies: [ServiceName: LogCopy] = [:]
    var services: [BackupManifest.Service] = []
    for service in ServiceName.allCases.reversed()
    where FileManager.default.fileExists(atPath: data.database(of: service)) {
      let name = "\(service.rawValue).sqlite"
      let copy = try copy(of: service, to: "\(folder.path)/\(name)")
      copies[service] = copy
      services.insert(entry(of: service, copy, file: try folder.seal(name)), at: 0)
    }
    guard !services.isEmpty else {
      throw Refusal(.notFound, field: "--data", rule: "nothing-to-back-up", ["path": data.path])
    }
    try requireAgreement(of: copies)
    let manifest = BackupManifest(
      format: BackupManifest.formatVersion, version: Terpadu.version, takenAt: TimeText(takenAt),
      exercise: copies.values.contains { $0.identity.isExercise }, services: services,
      files: try copyFiles())
    try folder.finish(with: Data(try EventCoding.encode(manifest)))
    return manifest
  }

  /// Notes in the data directory, for `doctor`, that there is this backup.
  /// - Throws: `Refusal` if the directory cannot be written; the backup is complete all the same.
  func note() throws {
    let note = BackupNote(at: takenAt, directory: folder.path)
    do {
      try Data(try EventCoding.encode(note)).write(
        to: URL(fileURLWithPath: data.backupsFile), options: .atomic)
    } catch {
      throw Refusal(
        .internal, field: "--data", rule: "backup-not-noted",
        ["path": folder.path, "file": data.backupsFile])
    }
  }

  private func copy(of service: ServiceName, to path: String) throws -> LogCopy {
    do {
      return try LogCopy(of: data.database(of: service), to: path)
    } catch let error as LogError where error.code == .damaged {
      throw Refusal(
        .internal, rule: "backup-of-damaged",
        ["service": service.rawValue, "fault": error.message])
    }
  }

  private func entry(
    of service: ServiceName, _ copy: LogCopy, file: BackupManifest.File
  ) -> BackupManifest.Service {
    let head = LogCursor(
      log: copy.head.log, epoch: copy.head.epoch, sequence: copy.head.sequence,
      hash: copy.head.hash)
    return BackupManifest.Service(
      service: service, file: file, head: BackupManifest.Position(head),
      lastRecordAt: copy.lastRecordAt.map { TimeText($0) },
      positions: copy.cursors.mapValues { BackupManifest.Position($0) })
  }

  /// Every position must stand in the log that it points into. It fails when a link has stopped
  /// for a fork, which no backup must hide.
  private func requireAgreement(of copies: [ServiceName: LogCopy]) throws {
    for (follower, copy) in copies.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for (name, cursor) in copy.cursors.sorted(by: { $0.key < $1.key }) {
        guard let source = ServiceName(rawValue: name), let followed = copies[source] else {
          continue
        }
        let hash = try followed.hash(of: cursor.sequence)
        guard cursor.log == followed.head.log, hash == cursor.hash else {
          throw Refusal(
            .internal, rule: "backup-disagrees",
            [
              "follower": follower.rawValue, "source": name,
              "sequence": String(cursor.sequence),
            ])
        }
      }
    }
  }

  private func copyFiles() throws -> [BackupManifest.File] {
    var names = ["instance.json", "terpadu.yaml"]
    let keys = FileManager.default.fileExists(atPath: data.keys)
    if keys {
      try folder.makeFolder("\(folder.path)/keys")
      names += try FileManager.default.contentsOfDirectory(atPath: data.keys).sorted()
        .map { "keys/\($0)" }
    }
    return try names.compactMap { name in
      let file = URL(fileURLWithPath: "\(data.path)/\(name)")
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return try folder.write(Data(contentsOf: file), as: name)
    }
  }
}

extension BackupManifest.Position {
  init(_ cursor: LogCursor) {
    self.init(
      log: cursor.log, epoch: cursor.epoch, sequence: cursor.sequence,
      hash: cursor.hash.description)
  }
}
