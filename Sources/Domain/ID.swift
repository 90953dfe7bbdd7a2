/// A typed identifier: a UUID of version 7 (RFC 9562), written in lower case.
package struct ID<Subject>: Hashable, Sendable {
  /// 16 bytes, most significant first.
  package let bytes: UUIDBytes

  package init(bytes: UUIDBytes) { self.bytes = bytes }

  /// Composes a version 7 identifier from an instant and 10 bytes, of which 74 bits are used.
  ///
  /// With random bytes it is a new identifier; with bytes computed from a cause, the same cause
  /// always gives the same identifier.
  package init(at time: Timestamp, entropy: [UInt8]) {
    precondition(entropy.count >= 10, "a version 7 identifier takes 10 bytes of entropy")
    var (high, low) = (UInt64(bitPattern: time.milliseconds), UInt64(0))
    for index in 0..<2 { high = high << 8 | UInt64(entropy[index]) }
    for index in 2..<10 { low = low << 8 | UInt64(entropy[index]) }
    bytes = UUIDBytes(
      high: high & ~0xf000 | 0x7000, low: low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
  }

  /// - Returns: `nil` unless `text` is a UUID in its usual form of 36 characters, of any version.
  package init?(_ text: String) {
    guard let bytes = UUIDBytes(text: text) else { return nil }
    self.bytes = bytes
  }

  /// 7 for identifiers made by Terpadu.
  package var version: Int { Int(bytes[6] >> 4) }

  /// The same identifier for another subject: a finding's first case carries the finding's bytes.
  package func retyped<Other>(as _: Other.Type = Other.self) -> ID<Other> {
    ID<Other>(bytes: bytes)
  }
}

extension ID: Codable, CustomStringConvertible, Comparable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = ID(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a UUID: \(text)")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  package var description: String { bytes.text }

  package static func < (left: ID, right: ID) -> Bool { left.bytes < right.bytes }
}
