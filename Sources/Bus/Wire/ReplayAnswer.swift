public import Log

/// Records of a log from a position on, and the log's head (WP 5.2).
public struct ReplayAnswer: Sendable {
  public var head: LogHead
  /// Without a gap, from the position asked for; empty when there is nothing after it.
  public var records: [Record]

  public init(head: LogHead, records: [Record]) {
    self.head = head
    self.records = records
  }

  /// Decodes the frames after the envelope. Transport flags are cleared; hashes and numbers are for
  /// the follower to check.
  public init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard frames.count % 2 == 1, frames.count <= WireLimits.replayAnswerFramesMax,
      let first = frames.first
    else { throw .frameCount }
    head = try LogHead(wireFrame: first)
    records = []
    records.reserveCapacity(frames.count / 2)
    var bytes = first.count
    var index = frames.index(after: frames.startIndex)
    while index != frames.endIndex {
      let header = frames[index]
      let payload = frames[frames.index(after: index)]
      bytes += header.count + payload.count
      guard bytes <= WireLimits.replayAnswerBytesMax else { throw .oversize }
      records.append(try Record(headerFrame: header, payload: payload))
      index = frames.index(index, offsetBy: 2)
    }
  }

  /// The frames after the envelope; each header carries the transport flag *replay*.
  public var frames: [[UInt8]] {
    var frames: [[UInt8]] = []
    frames.reserveCapacity(1 + 2 * records.count)
    frames.append(head.wireFrame)
    for record in records {
      frames.append(record.header.replayFrame)
      frames.append(record.payload)
    }
    return frames
  }
}
