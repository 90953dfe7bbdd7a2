import GRDBSQLite

/// The memory that SQLite gives a file of ours: its own part, then our object.
struct FileSlot {
  var base: sqlite3_file
  var open: Unmanaged<OpenFile>?

  /// Opens: SQLite owns the object until it closes the file.
  static func fill(_ file: UnsafeMutablePointer<sqlite3_file>, with open: OpenFile) {
    UnsafeMutableRawPointer(file).bindMemory(to: FileSlot.self, capacity: 1).initialize(
      to: FileSlot(
        base: sqlite3_file(pMethods: FileMethods.table.pointer),
        open: Unmanaged.passRetained(open)))
  }

  /// - Returns: `nil` if SQLite calls for a file that is not open, which it does not do.
  @inline(__always)
  static func open(_ file: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile? {
    guard let file else { return nil }
    return UnsafeMutableRawPointer(file).assumingMemoryBound(to: FileSlot.self).pointee.open?
      .takeUnretainedValue()
  }

  static func close(_ file: UnsafeMutablePointer<sqlite3_file>?) {
    guard let file else { return }
    let slot = UnsafeMutableRawPointer(file).assumingMemoryBound(to: FileSlot.self)
    let open = slot.pointee.open?.takeRetainedValue()
    slot.pointee.open = nil
    slot.pointee.base.pMethods = nil
    open?.close()
  }
}
