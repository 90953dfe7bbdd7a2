/// A place in a unit's mailbox: also the body of an ack, and of a head (WP 7.1).
public struct MailboxPosition: Hashable, Sendable {
  static let byteCount = 16

  /// From 1; another after the mailbox was restored.
  public var epoch: UInt64
  /// Of the last message; 0 is the place before the first.
  public var position: UInt64

  public init(epoch: UInt64, position: UInt64) {
    self.epoch = epoch
    self.position = position
  }

  public init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: MailboxPosition.byteCount)
    epoch = reader.uint64()
    position = reader.uint64()
    guard epoch > 0 else { throw .field }
  }

  public var frame: [UInt8] {
    var writer = WireWriter(capacity: MailboxPosition.byteCount)
    writer.uint64(epoch)
    writer.uint64(position)
    return writer.bytes
  }
}
