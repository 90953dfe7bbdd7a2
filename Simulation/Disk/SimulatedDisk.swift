import GRDBSQLite

/// The disk of one host of a simulation: SQLite's files below one path, in memory, with a power cut
/// that forgets what was not synced, and with faults by a plan.
///
/// SQLite reaches it by plain paths, through the file layer that `install` makes the process's
/// default; every other path goes to the layer that was the default before.
///
/// What is modelled:
/// - *Content.* What was written is read by every connection at once and is durable after the file's
///   next sync. A power cut leaves each 512-byte sector of each unsynced write, or not, by the dice;
///   bytes beside the written ones never change (SQLite's "powersafe overwrite", as on Linux).
/// - *Names.* A new file's name is durable from its first sync on. A deleted file is gone for good with
///   the next sync of any file of the disk, or at once when SQLite asks for a synced directory; until
///   then a power cut may bring it back. That is the order of a file system with a journal (ext4,
///   XFS).
/// - *Death.* A process that is killed leaves everything it wrote. Whatever was open is dead: each call
///   fails and changes nothing, and its locks are gone.
/// - *Failed syncs*: see `DiskOutcome.fail`.
///
/// Not modelled: time that the disk takes, memory mapped files, temporary files without a name (those
/// are real; the connections of this project keep them in memory).
///
/// - Note: `@unchecked Sendable`: one thread, that of the simulator, uses a disk and all connections to
///   its files. Different disks may be on different threads.
package final class SimulatedDisk: @unchecked Sendable {
  /// The path below which the files are, without a slash at the end.
  package let place: String
  /// Asked before each operation; without a plan all of them proceed. It may read the disk's files, and
  /// must not use a connection to them.
  package var plan: ((DiskOperation) -> DiskOutcome)?
  /// Room for all files together; a write or truncation that needs more fails as SQLITE_FULL.
  package var capacity: Int?
  package private(set) var counters = DiskCounters()
  /// The host is dead: every call fails and changes nothing until `cutPower` or `killProcess`.
  package private(set) var isFrozen = false
  /// Connections to files, dead ones included, that have not been closed.
  package internal(set) var openFileCount = 0
  /// Grows with each death; what was opened in an earlier life is dead.
  private(set) var life = 0
  var files: [String: StoredFile]
  /// Deleted, and not yet for good.
  var deleted: [StoredFile] = []

  init(place: String, image: DiskImage) {
    self.place = place
    files = SimulatedDisk.files(of: image)
  }

  /// Each durable, under its name.
  private static func files(of image: DiskImage) -> [String: StoredFile] {
    image.files.reduce(into: [:]) { files, entry in
      files[entry.key] = StoredFile(
        name: entry.key, kind: DiskFileKind(name: entry.key), content: entry.value,
        isNameDurable: true)
    }
  }

  /// Puts other files in the place of all that are there, durably. No file may be open.
  package func replaceFiles(by image: DiskImage) {
    precondition(openFileCount == 0, "files that are open cannot be replaced")
    files = SimulatedDisk.files(of: image)
    deleted = []
  }

  /// The bytes of all files.
  package var byteCount: Int { files.values.reduce(0) { $0 + $1.content.count } }

  /// The host dies now, as by `DiskOutcome.freeze`.
  package func freeze() { isFrozen = true }

  /// The process dies and the machine lives: everything that was written stays, and what was not
  /// synced may still be lost in a later power cut. Files can be opened anew.
  package func killProcess() {
    life += 1
    isFrozen = false
    for file in files.values {
      file.lock = FileLock()
      file.sharedMemory = nil
    }
  }

  /// Counts an operation, asks the plan, and lets it have its effect or not.
  /// - Returns: SQLite's result code.
  func perform(
    _ kind: DiskOperation.Kind, on file: StoredFile, at offset: Int = 0, byteCount: Int = 0,
    _ effect: () -> Int32
  ) -> Int32 {
    counters.add(kind, byteCount: byteCount)
    guard let plan else { return effect() }
    let operation = DiskOperation(
      number: counters.operations, change: counters.changes, kind: kind, file: file.kind,
      name: file.name, offset: offset, byteCount: byteCount)
    switch plan(operation) {
    case .proceed: return effect()
    case .pretend: return kind.isChange ? SQLITE_OK : effect()
    case .fail(let failure):
      if kind == .sync { file.doubt() }
      return failure.code
    case .freeze:
      freeze()
      return kind.failure.code
    case .freezeAfter:
      _ = effect()
      freeze()
      return kind.failure.code
    }
  }

  /// Whether all files together may grow by so many bytes.
  func hasRoom(for growth: Int) -> Bool {
    guard growth > 0, let capacity else { return true }
    return byteCount + growth <= capacity
  }
}
