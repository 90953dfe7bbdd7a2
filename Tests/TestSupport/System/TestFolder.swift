import Foundation

/// A folder of a test's own, removed with it. Its path is short enough for a socket's address.
package final class TestFolder: Sendable {
  package let path: String

  package init() throws {
    path = "/tmp/terpadu-\(UUID().uuidString.prefix(8).lowercased())"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    // What cannot be removed is left to whoever empties /tmp.
    try? FileManager.default.removeItem(atPath: path)
  }
}
