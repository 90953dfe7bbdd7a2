import GRDB
import GRDBSQLite
import Glibc

/// Disk space for the write-ahead log, taken before it is needed.
///
/// A commit that makes the file longer also writes the file's size and blocks, in a second access to
/// the disk: measured with 600-byte records, 450 to 500 µs against 250 to 330 µs for a commit into
/// space that is there. Zeros behind the last frame are no frame to SQLite, whose frames carry the
/// salt and checksum of their log (sqlite.org/fileformat2.html#walformat).
enum WALSpace {
  /// Fills an emptied write-ahead log with zeros up to `byteCount`.
  ///
  /// Not for a log that has frames: the caller has just run a truncating checkpoint. What stands in
  /// the way, a full disk above all, is left for the first commit to report: the space is an
  /// advantage, not a need.
  static func take(_ byteCount: Int, for databasePath: String) {
    let descriptor = open("\(databasePath)-wal", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_size == 0 else { return }
    let zeros = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    while offset < byteCount {
      let written = pwrite(descriptor, zeros, min(zeros.count, byteCount - offset), off_t(offset))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { break }
      offset += written
    }
    fdatasync(descriptor)
  }
}

/// Brings a write-ahead log to the disk once more, before anything is built on it.
///
/// After a failed sync Linux keeps the pages that it could not write and calls them clean: whoever
/// reads them finds them, no later sync brings them to the disk, and a power cut takes them, with each
/// confirmed commit that stands behind them in the log. SQLite takes such frames for committed. The
/// process that met the failure has ended, and the next cannot know of it: so each writes the log over
/// with what it reads. Pages of the database file need no such care: they are brought in again from
/// the log, which SQLite starts over only after the file's sync.
/// Source: Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020.
enum WALRewrite {
  /// SQLite's file layer takes less than 128 KiB at once (`os_unix.c`, seekAndWriteFd).
  private static let pieceBytes = 1 << 16

  /// Holds SQLite's write lock, so that nobody writes to the log meanwhile. Without a log nothing is
  /// done.
  ///
  /// - Parameter database: the path's, before anything was written through it.
  /// - Throws: `LogError.fatal`: the log cannot be read or written; what it holds is as before.
  static func run(for databasePath: String, on database: Database) throws {
    try database.execute(sql: "BEGIN IMMEDIATE")
    do {
      try rewrite(databasePath)
    } catch {
      try database.execute(sql: "ROLLBACK")
      throw error
    }
    try database.execute(sql: "ROLLBACK")
  }

  private static func rewrite(_ databasePath: String) throws(LogError) {
    guard let layer = sqlite3_vfs_find(nil),
      let name = sqlite3_create_filename(
        databasePath, "\(databasePath)-journal", "\(databasePath)-wal", 0, nil)
    else { throw LogError(.fatal, "open \(databasePath)-wal: out of memory") }
    defer { sqlite3_free_filename(name) }
    let path = sqlite3_filename_wal(name)
    var isThere: Int32 = 0
    try check(
      layer.pointee.xAccess(layer, path, SQLITE_ACCESS_EXISTS, &isThere),
      "look for \(databasePath)-wal")
    guard isThere != 0 else { return }

    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(layer.pointee.szOsFile), alignment: MemoryLayout<Int64>.alignment)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    let file = memory.assumingMemoryBound(to: sqlite3_file.self).baseAddress
    let wanted = SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL
    var given: Int32 = 0
    try check(layer.pointee.xOpen(layer, path, file, wanted, &given), "open \(databasePath)-wal")
    guard let calls = file?.pointee.pMethods?.pointee else {
      throw LogError(.fatal, "open \(databasePath)-wal: no such calls")
    }
    defer { _ = calls.xClose(file) }
    if given & SQLITE_OPEN_READONLY != 0 { try check(SQLITE_READONLY, "open \(databasePath)-wal") }

    var byteCount: Int64 = 0
    try check(calls.xFileSize(file, &byteCount), "size of \(databasePath)-wal")
    var piece = [UInt8](repeating: 0, count: pieceBytes)
    for offset in stride(from: 0, to: byteCount, by: pieceBytes) {
      let count = Int32(min(Int64(pieceBytes), byteCount - offset))
      try check(calls.xRead(file, &piece, count, offset), "read \(databasePath)-wal")
      try check(calls.xWrite(file, piece, count, offset), "write \(databasePath)-wal")
    }
    try check(calls.xSync(file, SQLITE_SYNC_NORMAL), "sync \(databasePath)-wal")
  }

  private static func check(_ result: Int32, _ attempt: String) throws(LogError) {
    guard result != SQLITE_OK else { return }
    let reason = String(cString: sqlite3_errstr(result))
    throw LogError(.fatal, "\(attempt): \(reason) (SQLite \(result))")
  }
}
