import Foundation
import RegistryService
import Testing

/// A copy of the reference files in a folder of its own, to be edited.
struct ReferenceCopy {
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("terpadu-reference-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: ReferenceData.bundledDirectory, to: directory)
  }

  func text(of file: String) throws -> String {
    try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8)
  }

  func write(_ text: String, to file: String) throws {
    try text.write(
      to: directory.appendingPathComponent(file), atomically: true, encoding: .utf8)
  }

  /// Replaces the first occurrence of `part`.
  /// - Returns: the line on which it stood.
  func replace(_ part: String, with replacement: String, in file: String) throws -> Int {
    var text = try text(of: file)
    let range = try #require(text.range(of: part), "\(file) has no \(part)")
    // An edit that begins with a line end is of the line after it.
    let before = text[..<range.lowerBound] + (part.hasPrefix("\n") ? "\n" : "")
    text.replaceSubrange(range, with: replacement)
    try write(text, to: file)
    return before.count { $0 == "\n" } + 1
  }

  func remove() {
    do {
      try FileManager.default.removeItem(at: directory)
    } catch CocoaError.fileNoSuchFile {
      return
    } catch {
      Issue.record(error, "the folder of the test could not be removed")
    }
  }
}
