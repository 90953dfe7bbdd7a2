import Domain

/// Builds a frame of fixed fields from front to back, big-endian.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func magic(_ letters: StaticString) {
    letters.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(1)
  }

  mutating func uint32(_ value: UInt32) { integer(UInt64(value), octets: 4) }

  mutating func uint64(_ value: UInt64) { integer(value, octets: 8) }

  mutating func uuid(_ value: UUIDBytes) {
    for index in 0..<16 { bytes.append(value[index]) }
  }

  mutating func octets(_ octets: some Sequence<UInt8>) { bytes.append(contentsOf: octets) }

  private mutating func integer(_ value: UInt64, octets count: Int) {
    for index in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - index))))
    }
  }
}
