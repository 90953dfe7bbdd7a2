import GRDBSQLite
import Glibc
import Synchronization

/// SQLite's view of the recording disks: the system's own file layer, with `xWrite`, `xSync` and
/// `xTruncate` of the files in registered folders replaced.
enum RecordingFiles {
  private struct OpenFile: @unchecked Sendable {
    let disk: RecordingDisk
    let name: String
    let original: UnsafePointer<sqlite3_io_methods>
  }

  /// Weak references to disks, by folder; unowned(unsafe) would do, but this cannot dangle.
  private struct Folder: Sendable {
    weak let disk: RecordingDisk?
  }

  private static let folders = Mutex<[String: Folder]>([:])
  private static let open = Mutex<[UInt: OpenFile]>([:])

  /// The layer that was the default before ours: the system's, or a simulation's over it.
  nonisolated(unsafe) private static let system = sqlite3_vfs_find(nil)

  static func register(_ disk: RecordingDisk) {
    _ = installed
    folders.withLock { $0[disk.folder.path] = Folder(disk: disk) }
  }

  static func unregister(_ path: String) { folders.withLock { $0[path] = nil } }

  /// The system's file layer becomes ours for the whole process, and passes everything through but
  /// what is registered.
  private static let installed: Bool = {
    guard let system else { return false }
    let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    layer.initialize(to: system.pointee)
    layer.pointee.zName = UnsafePointer(strdup("recording"))
    layer.pointee.pNext = nil
    layer.pointee.xOpen = { _, name, file, flags, outFlags in
      guard let system = RecordingFiles.system, let file else { return SQLITE_CANTOPEN }
      let result = system.pointee.xOpen(system, name, file, flags, outFlags)
      if result == SQLITE_OK, let name { RecordingFiles.adopt(file, String(cString: name)) }
      return result
    }
    return sqlite3_vfs_register(layer, 1) == SQLITE_OK
  }()

  private static func adopt(_ file: UnsafeMutablePointer<sqlite3_file>, _ path: String) {
    guard let slash = path.lastIndex(of: "/"), let original = file.pointee.pMethods,
      let disk = folders.withLock({ $0[String(path[..<slash])]?.disk })
    else { return }
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: original.pointee)
    methods.pointee.xWrite = { file, bytes, count, offset in
      guard let known = RecordingFiles.known(file), let bytes else { return SQLITE_IOERR }
      let copy = Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
      let operation = RecordingDisk.Operation.write(
        file: known.name, offset: Int(offset), bytes: copy)
      if let failure = known.disk.note(operation, .write, file: known.name) { return failure }
      return known.original.pointee.xWrite(file, bytes, count, offset)
    }
    methods.pointee.xSync = { file, flags in
      guard let known = RecordingFiles.known(file) else { return SQLITE_IOERR }
      let operation = RecordingDisk.Operation.sync(file: known.name)
      if let failure = known.disk.note(operation, .sync, file: known.name) { return failure }
      return known.original.pointee.xSync(file, flags)
    }
    methods.pointee.xTruncate = { file, size in
      guard let known = RecordingFiles.known(file) else { return SQLITE_IOERR }
      let operation = RecordingDisk.Operation.truncate(file: known.name, size: Int(size))
      if let failure = known.disk.note(operation, .write, file: known.name) { return failure }
      return known.original.pointee.xTruncate(file, size)
    }
    methods.pointee.xClose = { file in
      guard let file, let known = RecordingFiles.known(file) else { return SQLITE_IOERR }
      RecordingFiles.open.withLock { $0[UInt(bitPattern: file)] = nil }
      file.pointee.pMethods?.deallocate()
      file.pointee.pMethods = known.original
      return known.original.pointee.xClose(file)
    }
    let name = String(path[path.index(after: slash)...])
    open.withLock {
      $0[UInt(bitPattern: file)] = OpenFile(disk: disk, name: name, original: original)
    }
    file.pointee.pMethods = UnsafePointer(methods)
  }

  private static func known(_ file: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile? {
    guard let file else { return nil }
    return open.withLock { $0[UInt(bitPattern: file)] }
  }
}
