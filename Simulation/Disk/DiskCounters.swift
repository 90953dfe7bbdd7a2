/// How much has been done on a disk since it was mounted.
package struct DiskCounters: Sendable, Equatable {
  /// All that a plan can see, whether it succeeded or not.
  package var operations = 0
  /// Writes, syncs, truncations and deletions among them.
  package var changes = 0
  package var syncs = 0
  package var bytesRead = 0
  package var bytesWritten = 0

  mutating func add(_ kind: DiskOperation.Kind, byteCount: Int) {
    operations += 1
    if kind.isChange { changes += 1 }
    switch kind {
    case .read: bytesRead += byteCount
    case .write: bytesWritten += byteCount
    case .sync: syncs += 1
    case .open, .truncate, .delete, .lock, .sharedMemoryMap, .sharedMemoryLock: break
    }
  }
}
