/// What a reader's shell must do, in order.
public enum MailboxReaderEffect: Hashable, Sendable {
  case open(session: UInt64, MailboxOpen)
  /// Hand a message on; the application tells when it has stored it.
  case deliver(MailboxPosition, item: [UInt8])
  /// The mailbox is in this epoch and is read from its start: messages that come again are
  /// recognised by their ids.
  case startOver(epoch: UInt64)
  case sendAck(session: UInt64, MailboxPosition)
  /// Tell the door that this session is over.
  case close(session: UInt64)
  case report(MailboxReaderState)
}
