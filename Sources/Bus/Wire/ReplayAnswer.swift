package import Log

/// Records of a log from a position on, and the log's head (WP 5.2).
package struct ReplayAnswer: Sendable {
  package var head: LogHead
  /// Without a gap, from the position asked for; empty when there is nothing after it.
  package var records: [Record]

  package init(head: LogHead, records: [Record]) {
    self.head = head
    self.records = records
  }

  /// Decodes the frames after the envelope. Transport flags are cleared; hashes and numbers are for
  /// the follower to check.
  package init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard let first = frames.first, frames.count <= WireLimits.replayAnswerFramesMax else {
      throw .frameCount
    }
    head = try LogHead(wireFrame: first)
    records = []
    if let packed = frames.dropFirst().first { records = try RecordsFrame.unpack(packed) }
  }

  /// The frames after the envelope; each header carries the transport flag *replay*.
  package var frames: [[UInt8]] {
    records.isEmpty
      ? [head.wireFrame] : [head.wireFrame, RecordsFrame.pack(records, isReplay: true)]
  }
}
