/// A message that the mailbox's door pushed.
public struct MailboxDelivery: Sendable {
  /// The JSON of an `InboxEntry`.
  public let entry: [UInt8]
  /// To be called when the message is safe with the reader: the door then pushes more.
  public let stored: @Sendable () -> Void

  public init(entry: [UInt8], stored: @escaping @Sendable () -> Void) {
    self.entry = entry
    self.stored = stored
  }
}
