/// The answer to an open (WP 7.1).
public struct MailboxOpened: Hashable, Sendable {
  static let byteCount = 24

  public var epoch: UInt64
  /// The first push follows this position.
  public var start: UInt64
  public var head: UInt64

  public init(epoch: UInt64, start: UInt64, head: UInt64) {
    self.epoch = epoch
    self.start = start
    self.head = head
  }

  public init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: MailboxOpened.byteCount)
    epoch = reader.uint64()
    start = reader.uint64()
    head = reader.uint64()
    guard epoch > 0, start <= head else { throw .field }
  }

  public var frame: [UInt8] {
    var writer = WireWriter(capacity: MailboxOpened.byteCount)
    writer.uint64(epoch)
    writer.uint64(start)
    writer.uint64(head)
    return writer.bytes
  }
}
