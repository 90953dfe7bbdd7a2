import Domain
package import Events
package import Log

/// What a PUB socket carries (WP 3).
package enum PublishedMessage: Sendable {
  case batch(PublishedBatch)
  case heartbeat(LogHead)

  /// Decodes all frames of a message. The records' own hashes are not checked here.
  package init(frames: [[UInt8]]) throws(WireError) {
    guard let topic = frames.first, frames.count <= 3 else { throw .frameCount }
    guard topic.count <= WireLimits.topicBytesMax else { throw .oversize }
    if topic.first == UInt8(ascii: "!") {
      guard frames.count == 2 else { throw .frameCount }
      let head = try LogHead(wireFrame: frames[1])
      guard head.log.isTopic(topic, from: 1) else { throw .topic }
      self = .heartbeat(head)
    } else {
      guard frames.count == 3 else { throw .frameCount }
      let batch = try PublishedBatch(head: frames[1], records: frames[2])
      guard batch.head.log.isTopic(topic) else { throw .topic }
      self = .batch(batch)
    }
  }
}

extension LogID {
  /// The topic of the log's records (WP 3.1).
  package var topic: [UInt8] {
    var topic: [UInt8] = []
    topic.reserveCapacity(26)
    forEachDigit { digit, _ in
      topic.append(digit)
      return true
    }
    return topic
  }

  /// The topic of the log's heartbeats.
  package var controlTopic: [UInt8] { [UInt8(ascii: "!")] + topic }

  /// Whether `frame`, from `offset` on, is the topic; allocates nothing.
  func isTopic(_ frame: [UInt8], from offset: Int = 0) -> Bool {
    guard frame.count == offset + 26 else { return false }
    var isEqual = true
    forEachDigit { digit, index in
      isEqual = frame[offset + index] == digit
      return isEqual
    }
    return isEqual
  }

  /// Calls `body` with each of the 26 base32 digits and its place, until it returns false.
  private func forEachDigit(_ body: (UInt8, Int) -> Bool) {
    var buffer: UInt32 = 0
    var bits = 0
    var index = 0
    for byte in 0..<16 {
      buffer = buffer << 8 | UInt32(bytes[byte])
      bits += 8
      while bits >= 5 {
        bits -= 5
        guard body(LogID.digit(buffer >> UInt32(bits)), index) else { return }
        index += 1
      }
    }
    _ = body(LogID.digit(buffer << UInt32(5 - bits)), index)
  }

  /// The base32 digit of the lowest five bits.
  private static func digit(_ bits: UInt32) -> UInt8 {
    let value = UInt8(bits & 31)
    return value < 26 ? value + UInt8(ascii: "a") : value - 26 + UInt8(ascii: "2")
  }
}
