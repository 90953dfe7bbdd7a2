package import Domain

/// The identity of a log: 16 random bytes, made when its file is made.
package struct LogID: Hashable, Comparable, Sendable {
  package let bytes: UUIDBytes

  package init(bytes: UUIDBytes) { self.bytes = bytes }

  /// RFC 4648 base32 in lower case without padding, 26 characters: the log's topic on the bus.
  package var base32: String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var out: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes.array {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        out.append(alphabet[Int(buffer >> UInt32(bits - 5) & 31)])
        bits -= 5
      }
    }
    if bits > 0 { out.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
    return String(decoding: out, as: UTF8.self)
  }

  /// - Returns: `nil` unless `text` is what `base32` gives.
  package init?(base32 text: some StringProtocol) {
    guard text.utf8.count == 26 else { return nil }
    var words: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for character in text.utf8 {
      let value: UInt8
      switch character {
      case 97...122: value = character - 97
      case 50...55: value = character - 24
      default: return nil
      }
      buffer = buffer << 5 | UInt32(value)
      bits += 5
      if bits >= 8 {
        words.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits - 8)))
        bits -= 8
      }
    }
    guard words.count == 16, buffer & 3 == 0 else { return nil }
    bytes = UUIDBytes(words)
  }

  package static func < (left: LogID, right: LogID) -> Bool { left.bytes < right.bytes }
}

extension LogID: Codable, CustomStringConvertible {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = LogID(base32: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a log id: \(text)")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(base32)
  }

  package var description: String { base32 }
}
