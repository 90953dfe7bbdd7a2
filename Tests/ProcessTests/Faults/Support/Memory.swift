import Foundation

/// What the kernel says of a process's memory and files.
enum Memory {
  /// A line of `/proc/PID/status` in KB; `nil` when there is no such process.
  static func of(_ process: pid_t, _ name: String) -> Int? {
    let file = FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data()
    return String(decoding: file, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("\(name):") }
      .flatMap { $0.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first }
      .flatMap { Int($0) }
  }

  /// How many files it holds open.
  static func openFiles(of process: pid_t) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count) ?? 0
  }
}
