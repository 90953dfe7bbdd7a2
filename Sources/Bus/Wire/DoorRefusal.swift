package import Log

/// The body of a door's refusal (WP 4.3).
package struct DoorRefusal: Hashable, Sendable {
  package var word: WireWord
  /// The log's head, with the refusals of a replay.
  package var head: LogHead?

  package init(_ word: WireWord, head: LogHead? = nil) {
    self.word = word
    self.head = head
  }

  /// Decodes the frames after the envelope.
  package init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard let first = frames.first, frames.count <= 2 else { throw .frameCount }
    word = try WireWord(frame: first)
    if let second = frames.dropFirst().first { head = try LogHead(wireFrame: second) }
  }

  /// The frames after the envelope.
  package var frames: [[UInt8]] {
    if let head { [word.frame, head.wireFrame] } else { [word.frame] }
  }
}
