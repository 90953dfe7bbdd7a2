import Foundation

/// A folder for one input, for decoders that read files.
enum ScratchFolder {
  /// Calls `body` with the path of a new folder of mode 0700, which is gone afterwards.
  static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("terpadu-fuzz-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer {
      // What stays in the machine's temporary folder is the machine's to clear.
      try? FileManager.default.removeItem(atPath: path)
    }
    return try body(path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}
