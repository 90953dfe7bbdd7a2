import Domain
import Foundation
import ServiceRuntime

/// The right to supervise a data directory: one process at a time, until it ends in whatever way.
///
/// The file names the holder's process id for whoever comes second, and for `down`.
final class SupervisorLock: Sendable {
  private let file: Int32

  /// - Throws: `Refusal` of rule `already-running` that names the holder.
  init(_ data: DataDirectory) throws {
    file = open(data.supervisorLock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SupervisorLock.failure(data) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let holder = SupervisorLock.processID(in: file).map { "terpadu up, pid \($0)" }
      close(file)
      throw Refusal(
        .conflict, field: "--data", rule: "already-running",
        ["holder": holder ?? "terpadu up", "path": data.path])
    }
    let text = Array("\(getpid()) terpadu up\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
      close(file)
      throw SupervisorLock.failure(data)
    }
  }

  deinit { close(file) }

  /// The process that holds the lock now.
  /// - Returns: `nil` when nobody does.
  static func holder(of data: DataDirectory) throws -> pid_t? {
    let file = open(data.supervisorLock, O_RDWR | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure(data)
    }
    defer { close(file) }
    guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
    return processID(in: file)
  }

  private static func processID(in file: Int32) -> pid_t? {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(file, &buffer, buffer.count, 0)
    let digits = buffer.prefix(max(0, count)).prefix { (48...57).contains($0) }
    return pid_t(String(decoding: digits, as: UTF8.self))
  }

  private static func failure(_ data: DataDirectory) -> Refusal {
    Refusal(
      .internal, field: "--data", rule: "data-directory",
      ["path": data.supervisorLock, "detail": String(cString: strerror(errno))])
  }
}
