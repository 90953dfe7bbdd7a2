import Foundation

/// A small file system of a test's own.
struct SmallDisk: Sendable {
  /// Where it is mounted.
  let path: String
  /// What fills it up.
  private var ballast: String { "\(path)/ballast" }

  /// Mounts a small file system in memory until the test's end.
  /// - Parameter path: a folder that exists.
  init(memory megabytes: Int, at path: String, of system: TestSystem) throws {
    self.path = path
    try Machine.run(
      "mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0700", "terpadu-test", path)
    // Lazily: a process that was just killed may still hold a file there.
    system.afterwards { _ = try? Machine.run("umount", "-l", path) }
  }

  /// Takes all the room that is left.
  func fill() throws {
    let file = open(ballast, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    defer { close(file) }
    let zeros = [UInt8](repeating: 0, count: 1 << 16)
    var count = zeros.count
    while count > 0 {
      if write(file, zeros, count) <= 0 { count /= 2 }
    }
  }

  /// Gives it back.
  func empty() { unlink(ballast) }
}
