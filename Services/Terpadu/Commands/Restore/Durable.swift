import Foundation

/// Files that are on disk before the next step is taken.
enum Durable {
  /// Puts a file into its place in one step.
  static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
    let unfinished = path + ".part"
    try Data(bytes).write(to: URL(fileURLWithPath: unfinished))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: unfinished)
    try sync(unfinished)
    guard rename(unfinished, path) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
    try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Makes a folder of mode 0700, if it is not there.
  static func makeFolder(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// - Parameter path: of a file or a folder.
  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }
}
