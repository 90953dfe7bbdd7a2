import GRDBSQLite
import Glibc

/// SQLite's view of the simulated disks: the layer that was the default before, with the calls replaced
/// that name a file, and those for chance, time and waiting.
///
/// - Note: `@unchecked Sendable` because neither layer is changed after it was registered.
struct FileLayer: @unchecked Sendable {
  /// Registered when first used.
  static let installed = FileLayer()

  let previous: UnsafeMutablePointer<sqlite3_vfs>?
  private let result: Int32

  private init() {
    guard let previous = sqlite3_vfs_find(nil) else {
      self.previous = nil
      result = SQLITE_ERROR
      return
    }
    let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    layer.initialize(to: previous.pointee)
    layer.pointee.pNext = nil
    layer.pointee.zName = UnsafePointer(strdup("simulated"))
    layer.pointee.szOsFile = max(
      previous.pointee.szOsFile, Int32(MemoryLayout<FileSlot>.size))
    FileLayer.addPaths(to: &layer.pointee)
    FileLayer.addWorld(to: &layer.pointee)
    self.previous = previous
    result = sqlite3_vfs_register(layer, 1)
  }

  func check() { precondition(result == SQLITE_OK, "SQLite does not take a file layer.") }

  private static func addPaths(to layer: inout sqlite3_vfs) {
    layer.xOpen = { _, path, file, flags, outFlags in
      guard let file else { return SQLITE_MISUSE }
      file.pointee.pMethods = nil
      guard let (disk, name) = MountTable.find(path) else {
        let previous = FileLayer.installed.previous
        return previous?.pointee.xOpen(previous, path, file, flags, outFlags) ?? SQLITE_CANTOPEN
      }
      switch disk.open(name, flags: flags) {
      case .success(let open): FileSlot.fill(file, with: open)
      case .failure(let failure): return failure.code
      }
      outFlags?.pointee = flags
      return SQLITE_OK
    }
    layer.xDelete = { _, path, isSynced in
      guard let (disk, name) = MountTable.find(path) else {
        let previous = FileLayer.installed.previous
        return previous?.pointee.xDelete(previous, path, isSynced) ?? SQLITE_MISUSE
      }
      return disk.delete(name, isSynced: isSynced != 0)
    }
    layer.xAccess = { _, path, flags, target in
      guard let (disk, name) = MountTable.find(path) else {
        let previous = FileLayer.installed.previous
        return previous?.pointee.xAccess(previous, path, flags, target) ?? SQLITE_MISUSE
      }
      guard !disk.isFrozen else { return DiskFailure.access.code }
      target?.pointee = disk.exists(name, isEmptyToo: flags != SQLITE_ACCESS_EXISTS) ? 1 : 0
      return SQLITE_OK
    }
    layer.xFullPathname = { _, path, room, target in
      guard let path, let target, MountTable.find(path) != nil else {
        let previous = FileLayer.installed.previous
        return previous?.pointee.xFullPathname(previous, path, room, target) ?? SQLITE_MISUSE
      }
      let length = strlen(path) + 1
      guard length <= Int(room) else { return SQLITE_CANTOPEN }
      target.update(from: path, count: length)
      return SQLITE_OK
    }
  }

  private static func addWorld(to layer: inout sqlite3_vfs) {
    layer.xRandomness = { _, count, target in
      let memory = UnsafeMutableRawBufferPointer(start: target, count: Int(count))
      if SimulatedChance.fill(memory) { return count }
      let previous = FileLayer.installed.previous
      return previous?.pointee.xRandomness(previous, count, target) ?? 0
    }
    layer.xSleep = { _, microseconds in
      if WaitMark.take() { return microseconds }
      let previous = FileLayer.installed.previous
      return previous?.pointee.xSleep(previous, microseconds) ?? 0
    }
    layer.xCurrentTimeInt64 = { _, target in
      guard let milliseconds = SimulatedChance.milliseconds else {
        let previous = FileLayer.installed.previous
        return previous?.pointee.xCurrentTimeInt64(previous, target) ?? SQLITE_ERROR
      }
      target?.pointee = FileLayer.julianMilliseconds + milliseconds
      return SQLITE_OK
    }
    layer.xCurrentTime = { _, target in
      guard let milliseconds = SimulatedChance.milliseconds else {
        let previous = FileLayer.installed.previous
        return previous?.pointee.xCurrentTime(previous, target) ?? SQLITE_ERROR
      }
      target?.pointee = Double(FileLayer.julianMilliseconds + milliseconds) / 86_400_000
      return SQLITE_OK
    }
  }

  /// From the beginning of the Julian day numbers to 1970.
  private static let julianMilliseconds: Int64 = 210_866_760_000_000
}
