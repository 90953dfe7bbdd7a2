/// The WAL index of one database: memory that all its connections share, and its eight locks.
///
/// A region stays where it is until the last connection has let go of the whole.
final class SharedMemory {
  private static let lockCount = 8

  private var regions: [UnsafeMutableRawPointer] = []
  private var sharers = [Int](repeating: 0, count: SharedMemory.lockCount)
  /// A bit a lock.
  private var exclusive: UInt8 = 0

  deinit { for region in regions { region.deallocate() } }

  /// - Returns: `nil` if the region does not exist and is not to be made.
  func region(_ index: Int, byteCount: Int, isMade: Bool) -> UnsafeMutableRawPointer? {
    guard index >= regions.count else { return regions[index] }
    guard isMade else { return nil }
    while regions.count <= index {
      let region = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
      region.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
      regions.append(region)
    }
    return regions[index]
  }

  func share(_ slots: Range<Int>, _ held: inout SharedMemoryLocks) -> Bool {
    let mask = SharedMemory.mask(slots)
    guard exclusive & ~held.exclusive & mask == 0 else { return false }
    for slot in slots where held.shared & 1 << slot == 0 { sharers[slot] += 1 }
    held.shared |= mask
    return true
  }

  func exclude(_ slots: Range<Int>, _ held: inout SharedMemoryLocks) -> Bool {
    let mask = SharedMemory.mask(slots)
    guard exclusive & ~held.exclusive & mask == 0 else { return false }
    for slot in slots where sharers[slot] > (held.shared & 1 << slot == 0 ? 0 : 1) { return false }
    exclusive |= mask
    held.exclusive |= mask
    return true
  }

  func release(_ slots: Range<Int>, _ held: inout SharedMemoryLocks) {
    let mask = SharedMemory.mask(slots)
    for slot in slots where held.shared & 1 << slot != 0 { sharers[slot] -= 1 }
    exclusive &= ~(held.exclusive & mask)
    held.shared &= ~mask
    held.exclusive &= ~mask
  }

  func releaseAll(_ held: inout SharedMemoryLocks) {
    release(0..<SharedMemory.lockCount, &held)
  }

  private static func mask(_ slots: Range<Int>) -> UInt8 {
    slots.reduce(0) { $0 | 1 << $1 }
  }
}

/// What one connection holds of the WAL index's locks, a bit a lock.
struct SharedMemoryLocks {
  var shared: UInt8 = 0
  var exclusive: UInt8 = 0
}
