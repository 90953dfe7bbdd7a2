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
