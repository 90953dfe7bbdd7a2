import Domain
import Events
import Foundation
import Security
import ServiceRuntime
import TerpaduCommands

/// Small files of a data directory and of a backup. The first byte chooses which.
enum StoredFileTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard let choice = input.first else { return false }
    let content = Array(input.dropFirst())
    return switch choice % 4 {
    case 0: try instance(content)
    case 1: try backupNote(content)
    case 2: try Stable.takes(BackupManifest.self, content)
    default: try key(content)
    }
  }

  /// `instance.json`.
  private static func instance(_ content: [UInt8]) throws -> Bool {
    guard let instance = try? Instance(json: Data(content)) else { return false }
    try hold(instance.isExercise == (instance.exercise != nil), "an exercise has a clock")
    let again = try Instance(json: try JSONEncoder().encode(instance))
    try hold(again == instance, "an instance reads back")
    var last: Timestamp?
    for year in 1990...2100 {
      let real = Timestamp(milliseconds: Int64(year - 1970) * 31_556_952_000)
      let time = instance.domainTime(at: real)
      _ = time.rfc3339()
      if let last { try hold(time >= last, "time does not run backwards") }
      last = time
    }
    return true
  }

  /// `backups.json`.
  private static func backupNote(_ content: [UInt8]) throws -> Bool {
    guard try Stable.takes(BackupNote.self, content) else { return false }
    let note = try EventCoding.decode(BackupNote.self, from: content)
    guard let time = Timestamp(rfc3339: note.last.at) else { return false }
    _ = time.rfc3339()
    return true
  }

  /// `keys/NAME.public`.
  private static func key(_ content: [UInt8]) throws -> Bool {
    try ScratchFolder.with { path in
      try ScratchFolder.write(content, to: path + "/a.public")
      guard let key = try? KeyStore.publicKey(named: "a", in: path) else { return false }
      try hold(key.count == CurveKeyPair.keyByteCount, "a key has 32 bytes")
      let text = String(decoding: content, as: UTF8.self).lowercased()
      try hold(
        text == Hexadecimal.text(of: key) || text == Hexadecimal.text(of: key) + "\n",
        "a key is what its file says, whole")
      return true
    }
  }
}
