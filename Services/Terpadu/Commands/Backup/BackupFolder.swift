import Domain
import Foundation
import Security

/// The folder of a backup: files of mode 0600 in folders of mode 0700, each on disk before it counts.
struct BackupFolder {
  let path: String

  /// Makes the folder.
  /// - Throws: `Refusal` if there is something else at this place, or something in it.
  init(new path: String) throws {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    let manager = FileManager.default
    if manager.fileExists(atPath: self.path) {
      guard try isEmptyFolder() else {
        throw Refusal(.conflict, field: "dir", rule: "backup-not-empty", ["path": self.path])
      }
    }
    try makeFolder(self.path)
  }

  private func isEmptyFolder() throws -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return false }
    return try FileManager.default.contentsOfDirectory(atPath: path).isEmpty
  }

  func makeFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
  }

  /// Puts a file into the folder, synced.
  func write(_ data: Data, as name: String) throws -> BackupManifest.File {
    try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return try seal(name)
  }

  /// Closes a file to others, syncs it, and says what it is.
  func seal(_ name: String) throws -> BackupManifest.File {
    let file = "\(path)/\(name)"
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try Durable.sync(file)
    let data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    let digest = data.withUnsafeBytes { Hashing.blake2b256($0) }
    return BackupManifest.File(
      path: name, bytes: UInt64(data.count), digest: digest.description)
  }

  /// Puts the manifest into its place in one step, after everything else is on disk.
  func finish(with manifest: Data) throws {
    let unfinished = "\(BackupManifest.fileName).part"
    _ = try write(manifest, as: unfinished)
    for folder in ["\(path)/keys", path] where FileManager.default.fileExists(atPath: folder) {
      try Durable.sync(folder)
    }
    guard rename("\(path)/\(unfinished)", "\(path)/\(BackupManifest.fileName)") == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
    try Durable.sync(path)
  }
}
