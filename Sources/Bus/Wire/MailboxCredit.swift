/// A new window for a mailbox session (WP 7.1).
public struct MailboxCredit: Hashable, Sendable {
  /// How many pushes may be unacknowledged from now on, 0 to 32.
  public var window: Int

  public init(window: Int) { self.window = window }

  public init(frame: [UInt8]) throws(WireError) {
    var reader = try WireReader(frame, count: 4)
    window = Int(reader.uint32())
    guard window <= WireLimits.mailboxWindowMax else { throw .field }
  }

  public var frame: [UInt8] {
    var writer = WireWriter(capacity: 4)
    writer.uint32(UInt32(window))
    return writer.bytes
  }
}
