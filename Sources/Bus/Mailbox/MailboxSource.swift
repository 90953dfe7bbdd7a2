public import Domain

/// Where the mailboxes of all units can be read. Called on a reading thread; may block on the disk.
public protocol MailboxSource: Sendable {
  /// The epoch and last position of a unit's mailbox; position 0 when it is empty.
  func head(of unit: UnitID) throws -> MailboxPosition

  /// The messages after a position, in order, at most `limit`; empty at the head.
  func read(_ unit: UnitID, after position: UInt64, limit: Int) throws -> [MailboxItem]

  /// A reader has stored the unit's messages up to a position. Called on the poll thread, so it must
  /// not block.
  func noteStored(_ unit: UnitID, through position: UInt64)
}

extension MailboxSource {
  public func noteStored(_ unit: UnitID, through position: UInt64) {}
}

/// Whether a peer may read a unit's mailbox. `user` is the name that the peer's key proved; `nil` is a
/// local peer, for whom file modes vouch. Asked on the poll thread at every open, push and head, so it
/// must not block.
public typealias MailboxAuthoriser = @Sendable (_ user: String?, _ unit: UnitID) -> Bool
