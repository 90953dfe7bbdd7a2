public import Domain

/// Something that falls due at a domain time: a deadline, a reminder, an escalation.
public struct LogTimer: Hashable, Sendable {
  /// The service's own name for it; scheduling it again moves it.
  public var id: String
  public var kind: String
  /// Zero for none.
  public var subject: UUIDBytes
  public var dueAt: Timestamp

  public init(id: String, kind: String, subject: UUIDBytes, dueAt: Timestamp) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.dueAt = dueAt
  }
}
