public import Log

/// The body of a door's refusal (WP 4.3).
public struct DoorRefusal: Hashable, Sendable {
  public var word: WireWord
  /// The log's head, with the refusals of a replay.
  public var head: LogHead?

  public init(_ word: WireWord, head: LogHead? = nil) {
    self.word = word
    self.head = head
  }

  /// Decodes the frames after the envelope.
  public init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard let first = frames.first, frames.count <= 2 else { throw .frameCount }
    word = try WireWord(frame: first)
    if let second = frames.dropFirst().first { head = try LogHead(wireFrame: second) }
  }

  /// The frames after the envelope.
  public var frames: [[UInt8]] {
    if let head { [word.frame, head.wireFrame] } else { [word.frame] }
  }
}
