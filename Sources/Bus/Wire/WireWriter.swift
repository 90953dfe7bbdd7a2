import Domain

/// Builds a frame of fixed fields from front to back, big-endian.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func magic(_ letters: StaticString) {
    letters.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(1)
  }

  mutating func uint32(_ value: UInt32) { integer(UInt64(value), bytes: 4) }

  mutating func uint64(_ value: UInt64) { integer(value, bytes: 8) }

  mutating func uuid(_ value: UUIDBytes) {
    for index in 0..<16 { bytes.append(value[index]) }
  }

  mutating func bytes(_ content: some Sequence<UInt8>) { bytes.append(contentsOf: content) }

  private mutating func integer(_ value: UInt64, bytes count: Int) {
    for index in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - index))))
    }
  }
}

/// Reads a frame's fixed fields from front to back, big-endian.
///
/// `init` checks the frame's length once, so that the reads that follow stay inside it; a read
/// beyond that length is a bug of the caller.
struct WireReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8], count: Int) throws(WireError) {
    guard bytes.count == count else { throw .length }
    self.bytes = bytes
  }

  /// Three letters and the version byte 1 (WP 1.3).
  mutating func magic(_ letters: StaticString) throws(WireError) {
    let matches = letters.withUTF8Buffer { $0.elementsEqual(bytes[offset..<(offset + 3)]) }
    guard matches else { throw .magic }
    guard bytes[offset + 3] == 1 else { throw .version }
    offset += 4
  }

  mutating func uint32() -> UInt32 { UInt32(truncatingIfNeeded: integer(bytes: 4)) }

  mutating func uint64() -> UInt64 { integer(bytes: 8) }

  mutating func uuid() -> UUIDBytes { UUIDBytes(high: integer(bytes: 8), low: integer(bytes: 8)) }

  mutating func bytes(_ count: Int) -> ArraySlice<UInt8> {
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  private mutating func integer(bytes count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in offset..<(offset + count) { value = value << 8 | UInt64(bytes[index]) }
    offset += count
    return value
  }
}
