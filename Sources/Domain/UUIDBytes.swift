/// The 16 bytes of a UUID, kept as two words so that comparing and hashing cost nothing.
package struct UUIDBytes: Hashable, Comparable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes exactly 16 bytes, most significant first.
  package init(_ bytes: some Collection<UInt8>) {
    precondition(bytes.count == 16, "a UUID has 16 bytes")
    var words = (UInt64(0), UInt64(0))
    for (index, byte) in bytes.enumerated() {
      if index < 8 {
        words.0 = words.0 << 8 | UInt64(byte)
      } else {
        words.1 = words.1 << 8 | UInt64(byte)
      }
    }
    (high, low) = words
  }

  package static let zero = UUIDBytes(high: 0, low: 0)

  package subscript(index: Int) -> UInt8 {
    let word = index < 8 ? high : low
    return UInt8(truncatingIfNeeded: word >> (56 - 8 * (index % 8)))
  }

  package var array: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { [UInt8]($0) }
  }

  package static func < (left: UUIDBytes, right: UUIDBytes) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  init?(text: String) {
    var text = text
    guard let bytes = text.withUTF8({ UUIDBytes(utf8: $0) }) else { return nil }
    self = bytes
  }

  /// Reads the usual form of 36 characters, in either case.
  package init?(utf8 characters: some RandomAccessCollection<UInt8>) {
    guard characters.count == 36 else { return nil }
    var words = (UInt64(0), UInt64(0))
    var place = 0
    for character in characters {
      defer { place += 1 }
      if place == 8 || place == 13 || place == 18 || place == 23 {
        guard character == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let value = UUIDBytes.hexValue(character) else { return nil }
      if place < 18 { words.0 = words.0 << 4 | value } else { words.1 = words.1 << 4 | value }
    }
    (high, low) = words
  }

  var text: String {
    var out: [UInt8] = []
    out.reserveCapacity(36)
    appendText(to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the usual form of 36 characters in lower case.
  package func appendText(to out: inout [UInt8]) {
    for place in 0..<16 {
      if place == 4 || place == 6 || place == 8 || place == 10 { out.append(UInt8(ascii: "-")) }
      let byte = self[place]
      out.append(UUIDBytes.digit(byte >> 4))
      out.append(UUIDBytes.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
  }

  private static func hexValue(_ character: UInt8) -> UInt64? {
    switch character {
    case 48...57: UInt64(character - 48)
    case 65...70: UInt64(character - 55)
    case 97...102: UInt64(character - 87)
    default: nil
    }
  }
}
