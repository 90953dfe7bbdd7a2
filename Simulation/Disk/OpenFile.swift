import GRDBSQLite

/// One connection's hold on a file: what SQLite's calls come down to.
///
/// A hold from before the host's last death is dead: every call fails and changes nothing.
final class OpenFile {
  let disk: SimulatedDisk
  let file: StoredFile
  private let life: Int
  private let isDeletedOnClose: Bool
  private var level = FileLock.Level.none
  private var sharedMemory: SharedMemory?
  private var sharedMemoryLocks = SharedMemoryLocks()
  /// SQLite's wish that the write-ahead log stays when the last connection closes.
  var keepsLog = false

  init(_ file: StoredFile, on disk: SimulatedDisk, flags: Int32) {
    self.file = file
    self.disk = disk
    life = disk.life
    isDeletedOnClose = flags & SQLITE_OPEN_DELETEONCLOSE != 0
    disk.openFileCount += 1
  }

  deinit { disk.openFileCount -= 1 }

  private var isAlive: Bool { life == disk.life && !disk.isFrozen }
  private var identity: ObjectIdentifier { ObjectIdentifier(self) }
  var lockLevel: Int32 { level.rawValue }

  func close() {
    _ = unmapSharedMemory()
    guard isAlive else { return }
    file.lock.lower(&level, to: .none, by: identity)
    if isDeletedOnClose { disk.files[file.name] = nil }
  }

  func read(_ target: UnsafeMutableRawBufferPointer, at offset: Int) -> Int32 {
    perform(.read, offset, target.count) {
      let count = file.content.copy(into: target, from: offset)
      guard count < target.count else { return SQLITE_OK }
      _ = UnsafeMutableRawBufferPointer(rebasing: target[count...]).initializeMemory(
        as: UInt8.self, repeating: 0)
      return DiskFailure.shortRead.code
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32 {
    perform(.write, offset, bytes.count) {
      guard disk.hasRoom(for: offset + bytes.count - file.content.count) else {
        return SQLITE_FULL
      }
      file.write(bytes, at: offset)
      return SQLITE_OK
    }
  }

  func truncate(to size: Int) -> Int32 {
    perform(.truncate, size) {
      guard disk.hasRoom(for: size - file.content.count) else { return SQLITE_FULL }
      file.truncate(to: size)
      return SQLITE_OK
    }
  }

  func sync() -> Int32 {
    perform(.sync) {
      file.harden()
      if !disk.deleted.isEmpty { disk.deleted = [] }
      return SQLITE_OK
    }
  }

  /// - Returns: `nil` from a dead file.
  var size: Int? { isAlive ? file.content.count : nil }

  func lock(_ wanted: FileLock.Level) -> Int32 {
    perform(.lock) {
      file.lock.raise(&level, to: wanted, by: identity) ? SQLITE_OK : SQLITE_BUSY
    }
  }

  func unlock(_ wanted: FileLock.Level) -> Int32 {
    guard isAlive else { return DiskFailure.unlock.code }
    file.lock.lower(&level, to: wanted, by: identity)
    return SQLITE_OK
  }

  /// - Returns: `nil` from a dead file.
  var isReserved: Bool? { isAlive ? file.lock.isReserved : nil }

  private func perform(
    _ kind: DiskOperation.Kind, _ offset: Int = 0, _ byteCount: Int = 0, _ effect: () -> Int32
  ) -> Int32 {
    guard isAlive else { return kind.failure.code }
    return disk.perform(kind, on: file, at: offset, byteCount: byteCount, effect)
  }
}

extension OpenFile {
  /// - Returns: the code, and the region, which is `nil` if it does not exist and is not to be made.
  func sharedMemoryRegion(_ index: Int, byteCount: Int, isMade: Bool) -> (
    code: Int32, region: UnsafeMutableRawPointer?
  ) {
    var region: UnsafeMutableRawPointer?
    let code = perform(.sharedMemoryMap, index, byteCount) {
      let memory = sharedMemory ?? file.sharedMemory ?? SharedMemory()
      sharedMemory = memory
      file.sharedMemory = memory
      region = memory.region(index, byteCount: byteCount, isMade: isMade)
      return SQLITE_OK
    }
    return (code, region)
  }

  /// Takes or lets go of locks of the WAL index.
  /// - Parameter flags: two of SQLITE_SHM_LOCK, UNLOCK, SHARED and EXCLUSIVE.
  func lockSharedMemory(_ slots: Range<Int>, flags: Int32) -> Int32 {
    guard let sharedMemory, isAlive else { return DiskFailure.sharedMemoryLock.code }
    if flags & SQLITE_SHM_UNLOCK != 0 {
      sharedMemory.release(slots, &sharedMemoryLocks)
      return SQLITE_OK
    }
    return perform(.sharedMemoryLock, slots.lowerBound, slots.count) {
      let isTaken =
        flags & SQLITE_SHM_SHARED != 0
        ? sharedMemory.share(slots, &sharedMemoryLocks)
        : sharedMemory.exclude(slots, &sharedMemoryLocks)
      return isTaken ? SQLITE_OK : SQLITE_BUSY
    }
  }

  /// Lets go of the WAL index. Only now may its memory go: SQLite reads it without asking.
  func unmapSharedMemory() -> Int32 {
    sharedMemory?.releaseAll(&sharedMemoryLocks)
    sharedMemory = nil
    return SQLITE_OK
  }
}
