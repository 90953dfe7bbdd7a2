import Domain

/// What a data directory says of its last backup, in `backups.json`.
package struct BackupNote: Codable {
  package struct Made: Codable {
    /// RFC 3339.
    package var at: String
    /// An absolute path.
    var directory: String
  }

  package var last: Made

  init(at time: Timestamp, directory: String) {
    last = Made(at: time.rfc3339(), directory: directory)
  }
}
