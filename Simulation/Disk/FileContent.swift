/// A row of bytes that is copied only when one of its owners changes it.
///
/// A file's content: written in pieces of a page at a time, shared between an image and the disks
/// that begin with it. Not `[UInt8]`, whose pieces are moved one byte at a time in a debug build.
struct FileContent: Sendable {
  private var storage: OctetStorage
  private(set) var count = 0

  init() { storage = OctetStorage(capacity: 0) }

  init(_ source: UnsafeRawBufferPointer) {
    storage = OctetStorage(capacity: source.count)
    put(source, at: 0)
  }

  var array: [UInt8] { withBytes(0..<count) { Array($0) } }

  /// The pointer is good as long as `body` runs.
  func withBytes<Value>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    withExtendedLifetime(storage) {
      body(UnsafeRawBufferPointer(rebasing: storage.memory[range]))
    }
  }

  /// Copies what there is of `target.count` bytes at `offset`.
  /// - Returns: how many there are.
  func copy(into target: UnsafeMutableRawBufferPointer, from offset: Int) -> Int {
    let present = min(target.count, max(0, count - offset))
    guard present > 0, let into = target.baseAddress, let from = storage.memory.baseAddress else {
      return 0
    }
    into.copyMemory(from: from + offset, byteCount: present)
    return present
  }

  /// What there is of `byteCount` bytes at `offset`, as a copy.
  func slice(_ offset: Int, _ byteCount: Int) -> FileContent {
    let start = min(offset, count)
    return withBytes(start..<min(start + byteCount, count)) { FileContent($0) }
  }

  /// Replaces what is at `offset`; what lies between the present end and `offset` becomes zero.
  mutating func put(_ source: UnsafeRawBufferPointer, at offset: Int) {
    guard let from = source.baseAddress, source.count > 0 else { return }
    let end = offset + source.count
    makeOwn(capacity: max(end, count))
    if offset > count { fillWithZeros(upTo: offset) }
    guard let into = storage.memory.baseAddress else { return }
    (into + offset).copyMemory(from: from, byteCount: source.count)
    count = max(count, end)
  }

  mutating func put(_ other: FileContent, _ range: Range<Int>, at offset: Int) {
    other.withBytes(range) { put($0, at: offset) }
  }

  /// Cuts off the end, or adds zeros.
  mutating func resize(to size: Int) {
    if size > count {
      makeOwn(capacity: size)
      fillWithZeros(upTo: size)
    }
    count = size
  }

  /// Empties it and keeps the memory, unless that is large.
  mutating func clear() {
    if storage.memory.count > 1 << 20 { storage = OctetStorage(capacity: 0) }
    count = 0
  }

  private func fillWithZeros(upTo end: Int) {
    let gap = UnsafeMutableRawBufferPointer(rebasing: storage.memory[count..<end])
    _ = gap.initializeMemory(as: UInt8.self, repeating: 0)
  }

  private mutating func makeOwn(capacity: Int) {
    if isKnownUniquelyReferenced(&storage) {
      if capacity > storage.memory.count {
        storage.grow(to: max(capacity, 2 * storage.memory.count, 4096))
      }
      return
    }
    let copy = OctetStorage(capacity: max(capacity, count))
    withBytes(0..<count) { copy.memory.copyMemory(from: $0) }
    storage = copy
  }
}

/// - Note: `@unchecked Sendable` because it is changed only by a `FileContent` that is its one owner,
///   on that owner's thread.
private final class OctetStorage: @unchecked Sendable {
  private(set) var memory: UnsafeMutableRawBufferPointer

  init(capacity: Int) {
    memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
  }

  func grow(to capacity: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(memory))
    memory.deallocate()
    memory = larger
  }

  deinit { memory.deallocate() }
}
