import Domain

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

  /// Three letters and the version octet 1 (WP 1.3).
  mutating func magic(_ letters: StaticString) throws(WireError) {
    let matches = letters.withUTF8Buffer { $0.elementsEqual(bytes[offset..<(offset + 3)]) }
    guard matches else { throw .magic }
    guard bytes[offset + 3] == 1 else { throw .version }
    offset += 4
  }

  mutating func uint32() -> UInt32 { UInt32(truncatingIfNeeded: integer(octets: 4)) }

  mutating func uint64() -> UInt64 { integer(octets: 8) }

  mutating func uuid() -> UUIDBytes { UUIDBytes(high: integer(octets: 8), low: integer(octets: 8)) }

  mutating func octets(_ count: Int) -> ArraySlice<UInt8> {
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }

  private mutating func integer(octets count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in offset..<(offset + count) { value = value << 8 | UInt64(bytes[index]) }
    offset += count
    return value
  }
}
