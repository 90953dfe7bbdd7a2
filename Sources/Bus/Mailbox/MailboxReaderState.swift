/// How a reader stands with its mailbox (WP 7.3).
public enum MailboxReaderState: Hashable, Sendable {
  case opening
  case open
  /// The door will not serve this reader: a person must look.
  case closed(WireWord)
}
