import Foundation

/// A folder of this process's own for the services' locks, removed at the end.
final class LockFolder {
  let path: String

  init() throws {
    let parent = FileManager.default.temporaryDirectory
    path = parent.appendingPathComponent("terpadu-simulate-\(getpid())").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    // What cannot be removed is left to whoever empties the folder of temporary files.
    try? FileManager.default.removeItem(atPath: path)
  }
}
