import Domain
import Events

/// What stands in a backup's `manifest.json`, which is written last: a folder without it is a backup
/// that was not finished.
package struct BackupManifest: Codable, Sendable {
  static let fileName = "manifest.json"
  /// Of this form of manifest.
  static let formatVersion = 1

  /// A place in a log.
  struct Position: Codable, Hashable, Sendable {
    var log: LogID
    var epoch: UInt64
    var sequence: UInt64
    var hash: String
  }

  /// A file of the backup with what it must be.
  struct File: Codable, Hashable, Sendable {
    /// Below the backup's folder.
    var path: String
    var bytes: UInt64
    /// BLAKE2b-256, in hexadecimal digits.
    var digest: String
  }

  /// One service's log.
  struct Service: Codable, Hashable, Sendable {
    var service: ServiceName
    var file: File
    var head: Position
    /// When its last record was appended; `nil` for an empty log.
    var lastRecordAt: TimeText?
    /// Where it stands in the logs that it follows: never beyond their heads here.
    var positions: [String: Position]
  }

  var format: Int
  var version: String
  /// The machine's clock before the first log was copied: everything committed by then is here.
  var takenAt: TimeText
  var exercise: Bool
  /// In the order in which causes run.
  var services: [Service]
  /// Everything else: the instance, keys, configuration.
  var files: [File]
}
