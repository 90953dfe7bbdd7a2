import GRDBSQLite

/// What becomes of an operation.
package enum DiskOutcome: Sendable {
  case proceed
  /// The call fails and has no effect. Of a sync that fails, what it should have made durable stays
  /// readable and in doubt for ever: no later sync makes it durable, only writing it again and
  /// syncing that (as Linux does, which marks the pages clean).
  case fail(DiskFailure)
  /// The host dies before the operation: no effect, and every call from this one on fails.
  case freeze
  /// The host dies after the operation: it has its effect, and every call from this one on fails.
  case freezeAfter
  /// The disk lies: a change is reported as done and has no effect. Other operations proceed.
  case pretend
}

/// A result code with which a call on a simulated file fails.
package struct DiskFailure: Error, Sendable, Equatable {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// SQLITE_FULL: no room.
  package static let full = DiskFailure(code: SQLITE_FULL)
  package static let readOnly = DiskFailure(code: SQLITE_READONLY)
  package static let cannotOpen = DiskFailure(code: SQLITE_CANTOPEN)
  package static let busy = DiskFailure(code: SQLITE_BUSY)
  package static let read = io(1)
  /// SQLITE_IOERR_SHORT_READ: no fault, the file ends there.
  static let shortRead = io(2)
  package static let write = io(3)
  /// SQLITE_IOERR_FSYNC.
  package static let sync = io(4)
  package static let truncate = io(6)
  package static let size = io(7)
  package static let unlock = io(8)
  package static let delete = io(10)
  package static let access = io(13)
  package static let lock = io(15)
  package static let sharedMemoryLock = io(20)
  package static let sharedMemory = io(21)
  static let noSuchFile = io(23)

  private static func io(_ detail: Int32) -> DiskFailure {
    DiskFailure(code: SQLITE_IOERR | detail << 8)
  }
}

/// One call of SQLite on a file, as a plan of faults sees it before it has its effect.
package struct DiskOperation: Sendable {
  package enum Kind: Sendable {
    /// Opens a file and makes it if it does not exist.
    case open
    case read
    case write
    case sync
    case truncate
    case delete
    /// Takes a lock on the file; letting go is not asked about.
    case lock
    /// Maps a part of the WAL index.
    case sharedMemoryMap
    /// Takes a lock on the WAL index: to write, to checkpoint, to read.
    case sharedMemoryLock

    /// Whether it alters what is on the disk, or how safely.
    package var isChange: Bool {
      switch self {
      case .write, .sync, .truncate, .delete: true
      case .open, .read, .lock, .sharedMemoryMap, .sharedMemoryLock: false
      }
    }

    /// How the call fails when the host is dead.
    var failure: DiskFailure {
      switch self {
      case .open: .cannotOpen
      case .read: .read
      case .write: .write
      case .sync: .sync
      case .truncate: .truncate
      case .delete: .delete
      case .lock: .lock
      case .sharedMemoryMap: .sharedMemory
      case .sharedMemoryLock: .sharedMemoryLock
      }
    }
  }

  /// From 1, over all files of the disk, since it was mounted.
  package let number: Int
  /// The number among the changes; of another operation, the number of changes so far.
  package let change: Int
  package let kind: Kind
  package let file: DiskFileKind
  /// The file's name below the disk's place.
  package let name: String
  /// Of a read or write; the new size of a truncation; the first lock or the region of the WAL index;
  /// else 0.
  package let offset: Int
  package let byteCount: Int
}

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

/// How much has been done on a disk since it was mounted.
package struct DiskCounters: Sendable, Equatable {
  /// All that a plan can see, whether it succeeded or not.
  package var operations = 0
  /// Writes, syncs, truncations and deletions among them.
  package var changes = 0
  package var syncs = 0
  package var bytesRead = 0
  package var bytesWritten = 0

  mutating func add(_ kind: DiskOperation.Kind, byteCount: Int) {
    operations += 1
    if kind.isChange { changes += 1 }
    switch kind {
    case .read: bytesRead += byteCount
    case .write: bytesWritten += byteCount
    case .sync: syncs += 1
    case .open, .truncate, .delete, .lock, .sharedMemoryMap, .sharedMemoryLock: break
    }
  }
}
