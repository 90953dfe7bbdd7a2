/// A message of a mailbox on its way to a reader (WP 7.1).
public struct MailboxPush: Hashable, Sendable {
  static let byteCount = 24

  public var epoch: UInt64
  public var position: UInt64
  /// The position pushed before this one in the session, or where the session started: a reader that
  /// did not receive that one has a gap.
  public var previous: UInt64
  /// The message's JSON.
  public var item: [UInt8]

  public init(epoch: UInt64, position: UInt64, previous: UInt64, item: [UInt8]) {
    self.epoch = epoch
    self.position = position
    self.previous = previous
    self.item = item
  }

  /// Decodes the frames after the envelope.
  public init(frames: some Collection<[UInt8]>) throws(WireError) {
    guard frames.count == 2, let fields = frames.first, let item = frames.dropFirst().first
    else { throw .frameCount }
    guard item.count <= WireLimits.payloadBytesMax else { throw .oversize }
    var reader = try WireReader(fields, count: MailboxPush.byteCount)
    epoch = reader.uint64()
    position = reader.uint64()
    previous = reader.uint64()
    guard epoch > 0, previous < position, !item.isEmpty else { throw .field }
    self.item = item
  }

  /// The frames after the envelope.
  public var frames: [[UInt8]] {
    var writer = WireWriter(capacity: MailboxPush.byteCount)
    writer.uint64(epoch)
    writer.uint64(position)
    writer.uint64(previous)
    return [writer.bytes, item]
  }
}
