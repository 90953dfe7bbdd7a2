import Domain
import Foundation

/// A document that a command sends byte for byte: a file, or standard input for `-`.
struct DocumentSource {
  /// The largest document that a service takes.
  static let bytesMax = 64 * 1024

  let path: String

  /// - Throws: `Refusal` when it cannot be read or is too large, before anything is sent.
  func read(in environment: ProgramEnvironment) throws -> [UInt8] {
    let bytes = path == "-" ? try environment.readInput(DocumentSource.bytesMax + 1) : try file()
    guard bytes.count <= DocumentSource.bytesMax else {
      // No more was read than shows that it is too large.
      throw Refusal.invalid(
        "", "document-too-large",
        ["size": "≥ \(bytes.count)", "limit": String(DocumentSource.bytesMax)])
    }
    return bytes
  }

  private func file() throws -> [UInt8] {
    try Refusal.requireNoDirectory(at: path, in: "--file")
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      return Array(try file.read(upToCount: DocumentSource.bytesMax + 1) ?? Data())
    } catch {
      throw Refusal.invalid("--file", "file-unreadable", ["file": path])
    }
  }
}

extension Refusal {
  /// - Throws: `Refusal` when a directory stands where an option takes a file.
  static func requireNoDirectory(at path: String, in option: String) throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { return }
    throw Refusal.invalid(option, "file-is-directory", ["file": path])
  }
}
