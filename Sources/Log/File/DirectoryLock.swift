import Glibc

/// The right to be *the* process of a service on a data directory, until released or until the
/// process ends in whatever way.
///
/// It is an advisory lock on `DATA/<service>.lock`; the file names the holder for whoever comes
/// second, and stays when the lock is gone.
package final class DirectoryLock: Sendable {
  package let path: String
  private let file: Int32

  /// - Parameter holder: how this process is called in the error that a second taker gets.
  /// - Throws: `LogError.locked` with the holder's process id and name.
  package init(directory: String, service: String, holder: String) throws(LogError) {
    path = "\(directory)/\(service).lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw LogError(.fatal, "Cannot open \(path): \(String(cString: strerror(errno)))")
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let occupant = DirectoryLock.occupant(of: file)
      guard reason == EWOULDBLOCK else {
        throw LogError(.fatal, "Cannot lock \(path): \(String(cString: strerror(reason)))")
      }
      throw LogError(.locked, "\(path) is held by \(occupant).")
    }
    let text = Array("\(getpid()) \(holder)\n".utf8)
    guard ftruncate(file, 0) == 0, pwrite(file, text, text.count, 0) == text.count else {
      let reason = String(cString: strerror(errno))
      throw LogError(.fatal, "Cannot write \(path): \(reason)")
    }
  }

  /// The process that holds a service's lock now.
  /// - Returns: `nil` when nobody does, or when there is no such directory.
  package static func holder(directory: String, service: String) -> Int32? {
    let file = open("\(directory)/\(service).lock", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(file, &buffer, buffer.count, 0)
    let digits = buffer.prefix(max(0, count)).prefix { (48...57).contains($0) }
    return Int32(String(decoding: digits, as: UTF8.self))
  }

  // It also runs when `init` throws after `file` is set, so nothing else may close it: the number
  // would be another file's by then.
  //
  // Unlocked by name: a child that was forked and has not begun its program yet holds the file, too.
  deinit {
    guard file >= 0 else { return }
    flock(file, LOCK_UN)
    close(file)
  }

  private static func occupant(of file: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pread(file, &buffer, buffer.count, 0)
    let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
      .split(whereSeparator: { $0 == "\n" }).first?
      .split(separator: " ", maxSplits: 1)
    guard let words, let process = words.first else { return "another process" }
    return "process \(process)" + (words.count > 1 ? " (\(words[1]))" : "")
  }
}
