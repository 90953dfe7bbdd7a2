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
      guard let program = words.first, words.contains(data), !isZombie(id) else { return nil }
      return RunningProcess(
        id: id, program: URL(fileURLWithPath: program).lastPathComponent)
    }
  }

  private static func isZombie(_ id: pid_t) -> Bool {
    let status = FileManager.default.contents(atPath: "/proc/\(id)/stat") ?? Data()
    let text = String(decoding: status, as: UTF8.self)
    return text.split(separator: ")").last?.hasPrefix(" Z") ?? true
  }
}
