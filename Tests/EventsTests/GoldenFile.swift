import Foundation

/// Files of the repository that tests compare with, and rewrite under `TERPADU_UPDATE_GOLDEN=1`.
struct GoldenFile {
  let url: URL

  /// - Parameter path: from the repository's root.
  init(_ path: String) {
    url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(path)
  }

  static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["TERPADU_UPDATE_GOLDEN"] == "1"
  }

  /// What the file holds, after it has been rewritten if that was asked for.
  func text(updatingWith current: String) throws -> String {
    if GoldenFile.isUpdating { try Data(current.utf8).write(to: url) }
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path) }
  }
}
