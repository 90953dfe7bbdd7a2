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
