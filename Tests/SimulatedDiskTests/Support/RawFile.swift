import GRDBSQLite
import Glibc
import Testing

/// A file as SQLite's own code sees it, without a database over it.
final class RawFile {
  struct Failure: Error, Equatable {
    let code: Int32
  }

  private let memory: UnsafeMutableRawPointer
  private let file: UnsafeMutablePointer<sqlite3_file>
  private let name: UnsafeMutablePointer<CChar>

  init(_ path: String) throws {
    let layer = try #require(sqlite3_vfs_find(nil))
    memory = .allocate(byteCount: Int(layer.pointee.szOsFile), alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: Int(layer.pointee.szOsFile))
    file = memory.bindMemory(to: sqlite3_file.self, capacity: 1)
    name = strdup(path)
    let flags = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    try check(layer.pointee.xOpen(layer, name, file, flags, nil))
  }

  deinit {
    if let methods = file.pointee.pMethods { _ = methods.pointee.xClose(file) }
    free(name)
    memory.deallocate()
  }

  func write(_ bytes: [UInt8], at offset: Int) throws {
    try check(methods().xWrite(file, bytes, Int32(bytes.count), Int64(offset)))
  }

  func read(_ count: Int, at offset: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try check(methods().xRead(file, &bytes, Int32(count), Int64(offset)))
    return bytes
  }

  func truncate(to size: Int) throws { try check(methods().xTruncate(file, Int64(size))) }

  func sync() throws { try check(methods().xSync(file, SQLITE_SYNC_NORMAL)) }

  func lock(_ level: Int32) throws { try check(methods().xLock(file, level)) }

  func unlock(_ level: Int32) throws { try check(methods().xUnlock(file, level)) }

  private func methods() throws -> sqlite3_io_methods {
    try #require(file.pointee.pMethods).pointee
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw Failure(code: code) }
  }
}
