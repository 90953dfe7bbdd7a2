import Domain
import Events
import Foundation
import ServiceRuntime

/// What `restore.json` says while files are being put back: that restore, or one that puts back at
/// least as much, is run to its end before anything else.
struct UnfinishedRestore: Codable {
  /// As it is given again.
  var command: String
  var services: [ServiceName]
  /// Where what it replaces lies, however often it is begun again: a file and its write-ahead log
  /// belong together.
  var aside: String

  init(command: String, services: [ServiceName], aside: String) {
    self.command = command
    self.services = services
    self.aside = aside
  }

  /// - Returns: `nil` when no restore is under way, or when its word cannot be read.
  init?(in data: DataDirectory) {
    guard let bytes = FileManager.default.contents(atPath: data.restoreFile),
      let word = try? EventCoding.decode(UnfinishedRestore.self, from: Array(bytes))
    else { return nil }
    self = word
  }

  /// What ends the restore that was cut off.
  static func command(in data: DataDirectory) -> String {
    UnfinishedRestore(in: data)?.command ?? "terpadu restore"
  }

  /// Why nothing else may be done with a directory that is half restored.
  static func refusal(_ data: DataDirectory) -> Refusal {
    Refusal(
      .conflict, field: "--data", rule: "restore-unfinished",
      ["path": data.path, "command": command(in: data)])
  }
}
