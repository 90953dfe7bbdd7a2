public import Log

/// What a PUB socket carries (WP 3).
public enum PublishedMessage: Sendable {
  case record(Record)
  case heartbeat(LogHead)

  /// Decodes all frames of a message. The record's own hash is not checked here.
  public init(frames: [[UInt8]]) throws(WireError) {
    guard let topic = frames.first, frames.count <= 3 else { throw .frameCount }
    guard topic.count <= WireLimits.topicBytesMax else { throw .oversize }
    if topic.first == UInt8(ascii: "!") {
      guard frames.count == 2 else { throw .frameCount }
      let head = try LogHead(wireFrame: frames[1])
      guard head.log.isTopic(topic, from: 1) else { throw .topic }
      self = .heartbeat(head)
    } else {
      guard frames.count == 3 else { throw .frameCount }
      let record = try Record(headerFrame: frames[1], payload: frames[2])
      guard record.header.log.isTopic(topic) else { throw .topic }
      self = .record(record)
    }
  }
}
