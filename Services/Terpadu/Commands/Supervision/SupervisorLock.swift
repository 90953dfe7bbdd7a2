import Domain
import Foundation
import Log
import ServiceRuntime

/// The right to supervise a data directory: one process at a time, until it ends in whatever way.
struct SupervisorLock {
  private let lock: DirectoryLock

  /// - Throws: `Refusal` of rule `already-running` that names the holder.
  init(_ data: DataDirectory) throws {
    lock = try SupervisorLock.take(data)
  }

  private static func take(_ data: DataDirectory) throws -> DirectoryLock {
    do {
      return try DirectoryLock(directory: data.path, service: "terpadu", holder: "terpadu up")
    } catch {
      guard error.code == .locked else { throw error }
      let holder = holder(of: data).map { "terpadu up, pid \($0)" }
      throw Refusal(
        .conflict, field: "--data", rule: "already-running",
        ["holder": holder ?? "terpadu up", "path": data.path])
    }
  }

  /// The process that holds the lock now.
  /// - Returns: `nil` when nobody does, or when there is no such directory.
  static func holder(of data: DataDirectory) -> pid_t? {
    let file = open(data.supervisorLock, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(file, &buffer, buffer.count, 0)
    let digits = buffer.prefix(max(0, count)).prefix { (48...57).contains($0) }
    return pid_t(String(decoding: digits, as: UTF8.self))
  }

  static func isHeld(_ data: DataDirectory) -> Bool { holder(of: data) != nil }
}
