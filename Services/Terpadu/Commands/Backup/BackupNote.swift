import Domain

/// What a data directory says of its last backup, in `backups.json`.
struct BackupNote: Codable {
  struct Made: Codable {
    /// RFC 3339.
    var at: String
    /// An absolute path.
    var directory: String
  }

  var last: Made

  init(at time: Timestamp, directory: String) {
    last = Made(at: time.rfc3339(), directory: directory)
  }
}
