import Domain
import Foundation
import Log
import ServiceRuntime

/// The right to supervise a data directory: one process at a time, until it ends in whatever way.
struct SupervisorLock {
  /// What the lock's file is called, as if the supervisor were a service.
  private static let name = "terpadu"

  private let lock: DirectoryLock

  /// - Throws: `Refusal` of rule `already-running` that names the holder.
  init(_ data: DataDirectory) throws {
    lock = try SupervisorLock.take(data)
  }

  private static func take(_ data: DataDirectory) throws -> DirectoryLock {
    do {
      return try DirectoryLock(directory: data.path, service: name, holder: "terpadu up")
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
    DirectoryLock.holder(directory: data.path, service: name)
  }

  static func isHeld(_ data: DataDirectory) -> Bool { holder(of: data) != nil }
}
