/// What can happen to a session at the door (WP 7.2).
public enum MailboxSessionEvent: Sendable {
  /// The head that was asked for.
  case headRead(MailboxPosition)
  /// The items that were asked for, and the mailbox's epoch and head when they were read.
  case itemsRead([MailboxItem], head: MailboxPosition)
  /// What was asked for could not be read.
  case unreadable
  /// New messages may be in the unit's mailbox.
  case notified
  case ack(MailboxPosition)
  case credit(Int)
  /// This push, and those behind it, did not go out: the peer's queue is full.
  case pushBlocked(MailboxPush)
  case peerGone
  case closedByPeer
  /// A message of this session that cannot be decoded.
  case malformed
  /// Time has passed.
  case tick
}
