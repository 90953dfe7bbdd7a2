import Domain
public import Events

extension LogID {
  /// The topic of the log's records (WP 3.1).
  public var topic: [UInt8] { Array(base32.utf8) }

  /// The topic of the log's heartbeats.
  public var controlTopic: [UInt8] { [UInt8(ascii: "!")] + topic }

  /// Whether `frame`, from `offset` on, is the topic; allocates nothing.
  func isTopic(_ frame: [UInt8], from offset: Int = 0) -> Bool {
    guard frame.count == offset + 26 else { return false }
    var buffer: UInt32 = 0
    var bits = 0
    var index = offset
    for byte in 0..<16 {
      buffer = buffer << 8 | UInt32(bytes[byte])
      bits += 8
      while bits >= 5 {
        bits -= 5
        guard frame[index] == LogID.digit(buffer >> UInt32(bits)) else { return false }
        index += 1
      }
    }
    return frame[index] == LogID.digit(buffer << UInt32(5 - bits))
  }

  /// The base32 digit of the lowest five bits.
  private static func digit(_ bits: UInt32) -> UInt8 {
    let value = UInt8(bits & 31)
    return value < 26 ? value + UInt8(ascii: "a") : value - 26 + UInt8(ascii: "2")
  }
}
