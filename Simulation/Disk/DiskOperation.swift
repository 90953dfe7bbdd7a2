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
