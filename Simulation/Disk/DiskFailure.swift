import GRDBSQLite

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
