import Domain
import Events
import Foundation
import Log
import Security
import ServiceRuntime

/// A backup that is to be put back: its manifest, and the proof that its files are what it says.
struct RestoreSource {
  let path: String
  let manifest: BackupManifest

  /// - Throws: `Refusal` for a folder that is no finished backup, or one of a later program.
  init(_ folder: String) throws {
    path = URL(fileURLWithPath: folder).standardizedFileURL.path
    let file = "\(path)/\(BackupManifest.fileName)"
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Refusal(.notFound, field: "dir", rule: "not-a-backup", ["path": path])
    }
    do {
      manifest = try EventCoding.decode(BackupManifest.self, from: Array(bytes))
    } catch {
      throw Refusal(
        .conflict, field: "dir", rule: "backup-damaged",
        ["path": path, "file": BackupManifest.fileName])
    }
    guard manifest.format <= BackupManifest.formatVersion else {
      throw Refusal(
        .conflict, field: "dir", rule: "backup-newer",
        ["path": path, "found": manifest.version, "known": Terpadu.version])
    }
  }

  func entry(of service: ServiceName) -> BackupManifest.Service? {
    manifest.services.first { $0.service == service }
  }

  /// Where a file of the backup lies.
  /// - Throws: `Refusal` for a name that leads out of the folder.
  func location(of file: BackupManifest.File) throws -> String {
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    guard isPlain, parts.count == 1 || (parts.count == 2 && parts[0] == "keys") else {
      throw damaged(file)
    }
    return "\(path)/\(file.path)"
  }

  /// Proves that a file is what the manifest says.
  /// - Parameter place: where it lies: in the backup, or where it was copied to.
  func require(_ file: BackupManifest.File, at place: String) throws {
    guard has(file, at: place) else { throw damaged(file) }
  }

  /// Whether what lies somewhere is a file of the backup, byte by byte.
  func has(_ file: BackupManifest.File, at place: String) -> Bool {
    guard
      let data = try? Data(contentsOf: URL(fileURLWithPath: place), options: .mappedIfSafe),
      data.count == file.bytes
    else { return false }
    return data.withUnsafeBytes { Hashing.blake2b256($0) }.description == file.digest
  }

  /// Proves that a service's file is a log, of this service, as the manifest says.
  func requireLog(_ entry: BackupManifest.Service) throws {
    let place = try location(of: entry.file)
    try require(entry.file, at: place)
    let reader: LogReader
    let head: LogHead
    do {
      reader = try LogReader(path: place)
      head = try reader.head()
    } catch is LogError {
      throw damaged(entry.file)
    }
    guard reader.identity.service == entry.service.rawValue else {
      throw Refusal(
        .conflict, field: "dir", rule: "backup-foreign-file",
        [
          "file": entry.file.path, "service": entry.service.rawValue,
          "owner": reader.identity.service,
        ])
    }
    guard head.log == entry.head.log, head.sequence == entry.head.sequence,
      head.hash.description == entry.head.hash,
      reader.identity.isExercise == manifest.exercise
    else { throw damaged(entry.file) }
  }

  private func damaged(_ file: BackupManifest.File) -> Refusal {
    Refusal(
      .conflict, field: "dir", rule: "backup-damaged", ["path": path, "file": file.path])
  }
}
