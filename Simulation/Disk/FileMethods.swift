import GRDBSQLite

/// SQLite's table of calls on a simulated file.
///
/// - Note: `@unchecked Sendable` because the table is never changed and never freed.
struct FileMethods: @unchecked Sendable {
  let pointer: UnsafePointer<sqlite3_io_methods>

  static let table = FileMethods()

  private init() {
    var methods = sqlite3_io_methods()
    // The second version has the WAL index and no memory mapped files, which belong to the third.
    methods.iVersion = 2
    FileMethods.addContent(to: &methods)
    FileMethods.addLocks(to: &methods)
    FileMethods.addSharedMemory(to: &methods)
    let memory = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    memory.initialize(to: methods)
    pointer = UnsafePointer(memory)
  }

  private static func addContent(to methods: inout sqlite3_io_methods) {
    methods.xClose = { file in
      FileSlot.close(file)
      return SQLITE_OK
    }
    methods.xRead = { file, target, count, offset in
      guard let open = FileSlot.open(file) else { return SQLITE_MISUSE }
      return open.read(
        UnsafeMutableRawBufferPointer(start: target, count: Int(count)), at: Int(offset))
    }
    methods.xWrite = { file, bytes, count, offset in
      guard let open = FileSlot.open(file) else { return SQLITE_MISUSE }
      return open.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)), at: Int(offset))
    }
    methods.xTruncate = { file, size in
      guard let open = FileSlot.open(file) else { return SQLITE_MISUSE }
      return open.truncate(to: Int(size))
    }
    methods.xSync = { file, _ in
      guard let open = FileSlot.open(file) else { return SQLITE_MISUSE }
      return open.sync()
    }
    methods.xFileSize = { file, target in
      guard let size = FileSlot.open(file)?.size else { return DiskFailure.size.code }
      target?.pointee = Int64(size)
      return SQLITE_OK
    }
    methods.xFileControl = { file, operation, argument in
      guard let open = FileSlot.open(file), let argument else { return SQLITE_NOTFOUND }
      return FileMethods.control(open, operation, argument)
    }
    // Both as SQLite has them for a real file on Linux.
    methods.xSectorSize = { _ in 4096 }
    methods.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
  }

  private static func addLocks(to methods: inout sqlite3_io_methods) {
    methods.xLock = { file, level in
      guard let open = FileSlot.open(file), let level = FileLock.Level(rawValue: level) else {
        return SQLITE_MISUSE
      }
      return WaitMark.noting(open.lock(level))
    }
    methods.xUnlock = { file, level in
      guard let open = FileSlot.open(file), let level = FileLock.Level(rawValue: level) else {
        return SQLITE_MISUSE
      }
      return open.unlock(level)
    }
    methods.xCheckReservedLock = { file, target in
      guard let isReserved = FileSlot.open(file)?.isReserved else { return DiskFailure.lock.code }
      target?.pointee = isReserved ? 1 : 0
      return SQLITE_OK
    }
  }

  private static func addSharedMemory(to methods: inout sqlite3_io_methods) {
    methods.xShmMap = { file, index, byteCount, isMade, target in
      guard let open = FileSlot.open(file) else { return SQLITE_MISUSE }
      let (code, region) = open.sharedMemoryRegion(
        Int(index), byteCount: Int(byteCount), isMade: isMade != 0)
      target?.pointee = region
      return code
    }
    methods.xShmLock = { file, slot, count, flags in
      guard let open = FileSlot.open(file) else { return SQLITE_MISUSE }
      return WaitMark.noting(
        open.lockSharedMemory(Int(slot)..<Int(slot + count), flags: flags))
    }
    // All connections of a file are on one thread, which sees its own writes in order.
    methods.xShmBarrier = { _ in }
    methods.xShmUnmap = { file, _ in FileSlot.open(file)?.unmapSharedMemory() ?? SQLITE_MISUSE }
  }

  private static func control(
    _ open: OpenFile, _ operation: Int32, _ argument: UnsafeMutableRawPointer
  ) -> Int32 {
    switch operation {
    case SQLITE_FCNTL_LOCKSTATE:
      argument.storeBytes(of: open.lockLevel, as: Int32.self)
    case SQLITE_FCNTL_PERSIST_WAL:
      let wish = argument.load(as: Int32.self)
      if wish >= 0 { open.keepsLog = wish != 0 }
      argument.storeBytes(of: open.keepsLog ? 1 : 0, as: Int32.self)
    case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
      argument.storeBytes(of: 1, as: Int32.self)
    case SQLITE_FCNTL_HAS_MOVED:
      argument.storeBytes(of: 0, as: Int32.self)
    case SQLITE_FCNTL_MMAP_SIZE:
      argument.storeBytes(of: 0, as: Int64.self)
    default: return SQLITE_NOTFOUND
    }
    return SQLITE_OK
  }
}
