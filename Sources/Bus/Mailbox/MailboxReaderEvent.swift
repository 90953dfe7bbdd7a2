/// How a reader stands with its mailbox (WP 7.3).
public enum MailboxReaderState: Hashable, Sendable {
  case opening
  case open
  /// The door will not serve this reader: a person must look.
  case closed(WireWord)
}

/// What can happen to a reader. `session` is the number of the open that it belongs to.
public enum MailboxReaderEvent: Sendable {
  /// The first event, once: the position that is stored, `nil` for none.
  case started(MailboxPosition?)
  case opened(session: UInt64, MailboxOpened)
  case refused(session: UInt64, WireWord)
  case pushed(session: UInt64, MailboxPush)
  case headTold(session: UInt64, MailboxPosition)
  case closed(session: UInt64, WireWord)
  /// The application has stored everything up to here.
  case stored(MailboxPosition)
  case linkReset
  /// Time has passed; at least once a second.
  case tick
}

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

/// What a reader saw since its start.
public struct MailboxReaderCounters: Hashable, Sendable {
  public var delivered: UInt64 = 0
  public var duplicates: UInt64 = 0
  public var gaps: UInt64 = 0
  public var reopened: UInt64 = 0
  /// Messages of another session, or without meaning in their state.
  public var late: UInt64 = 0

  public init() {}
}
