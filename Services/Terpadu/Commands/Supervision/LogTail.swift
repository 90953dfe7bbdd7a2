import Foundation

/// The end of a service's error file: what it said last.
enum LogTail {
  /// 0 when there is no such file yet.
  static func size(of path: String) -> UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// The last sentence for people (a line that begins with `terpadu: `) of what was written after a
  /// place; at most 300 characters.
  /// - Returns: `nil` when there is none, or when the file cannot be read: it only helps a sentence
  ///   that stands without it.
  static func lastSentence(of path: String, after start: UInt64) -> String? {
    let end = size(of: path)
    guard end > start, let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: max(start, end > 4096 ? end - 4096 : 0))) != nil,
      let data = try? file.readToEnd()
    else { return nil }
    let mark = "terpadu: "
    let line = String(decoding: data, as: UTF8.self).split(separator: "\n")
      .last { $0.hasPrefix(mark) }
    return line.map { String($0.dropFirst(mark.count).prefix(300)) }
  }
}
