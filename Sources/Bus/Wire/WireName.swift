/// A name in a frame of its own: a unit's identifier, a follower's name.
enum WireName {
  /// - Throws: `length` unless it has 1 to 64 octets, `field` unless it is UTF-8.
  static func text(_ frame: [UInt8]) throws(WireError) -> String {
    guard (1...WireLimits.nameBytesMax).contains(frame.count) else { throw .length }
    guard let text = String(validating: frame, as: UTF8.self) else { throw .field }
    return text
  }
}
