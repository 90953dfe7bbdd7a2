/// What a ``MailboxDoor`` has seen since its start.
public struct MailboxDoorCounters: Hashable, Sendable {
  public var pushed: UInt64 = 0
  /// Pushes put off because the peer's queue was full.
  public var blocked: UInt64 = 0
  /// Messages of sessions that the door does not know, or no longer.
  public var unknownSession: UInt64 = 0
  public var malformed: UInt64 = 0

  public init() {}
}
