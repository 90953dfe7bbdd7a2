/// What a session's shell must do, in order.
public enum MailboxSessionEffect: Hashable, Sendable {
  case readHead
  /// Read at most `limit` items after a position.
  case readItems(after: UInt64, limit: Int)
  case answerOpened(MailboxOpened)
  /// Refuse the open, and forget the session.
  case refuse(WireWord)
  /// Push; when it is blocked, say so and leave out the pushes behind it.
  case push(MailboxPush)
  case sendHead(MailboxPosition)
  /// Send a close, and forget the session.
  case close(WireWord)
  /// Forget the session.
  case forget
}
