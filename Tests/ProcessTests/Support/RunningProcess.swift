import Foundation

/// A process as the kernel shows it.
struct RunningProcess: Hashable, Sendable {
  let id: pid_t
  /// The last part of its program's path.
  let program: String

  /// Those whose arguments name a data directory. A test's directory is its own, so these are the
  /// processes that the test started, and their children.
  static func all(on data: String) -> [RunningProcess] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { entry in
      guard let id = pid_t(entry),
        let line = FileManager.default.contents(atPath: "/proc/\(entry)/cmdline")
      else { return nil }
      let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      guard let program = words.first, words.contains(data),
        let state = state(of: id), state != "Z"
      else { return nil }
      return RunningProcess(
        id: id, program: URL(fileURLWithPath: program).lastPathComponent)
    }
  }

  /// The kernel's letter for what it does: `T` is frozen, `Z` has ended; `nil` when there is none.
  static func state(of id: pid_t) -> Character? {
    guard let status = FileManager.default.contents(atPath: "/proc/\(id)/stat") else { return nil }
    return String(decoding: status, as: UTF8.self).split(separator: ")").last?.dropFirst().first
  }
}
