/// A message in a unit's mailbox.
public struct MailboxItem: Hashable, Sendable {
  /// Rises within the mailbox's epoch.
  public let position: UInt64
  /// JSON, 1 byte to 256 KiB, forwarded byte for byte.
  public let payload: [UInt8]

  public init(position: UInt64, payload: [UInt8]) {
    self.position = position
    self.payload = payload
  }
}
