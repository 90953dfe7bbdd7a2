import GRDBSQLite

/// What SQLite uses a file for.
package enum DiskFileKind: Sendable {
  case database
  case wal
  /// A rollback journal: a new file has one until it is brought into WAL mode.
  case journal
  case other

  /// By the flags with which SQLite opens the file.
  init(flags: Int32) {
    switch flags {
    case _ where flags & SQLITE_OPEN_MAIN_DB != 0: self = .database
    case _ where flags & SQLITE_OPEN_WAL != 0: self = .wal
    case _ where flags & SQLITE_OPEN_MAIN_JOURNAL != 0: self = .journal
    default: self = .other
    }
  }

  /// By SQLite's custom of naming files beside a database.
  init(name: String) {
    self =
      name.hasSuffix("-wal") ? .wal : name.hasSuffix("-journal") ? .journal : .database
  }
}
