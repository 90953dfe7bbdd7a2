/// Where a mailbox's messages go. All functions are called on the poll thread and must not block.
public protocol MailboxSink: Sendable {
  /// Takes the next message. `stored` may be called from any thread once it is safe; calls for
  /// later messages cover the earlier.
  func deliver(_ position: MailboxPosition, item: [UInt8], stored: @escaping @Sendable () -> Void)

  /// The mailbox is in this epoch and is read from its start. Messages that come again are recognised
  /// by their ids.
  func startOver(epoch: UInt64)

  func stateChanged(_ state: MailboxReaderState)
}
