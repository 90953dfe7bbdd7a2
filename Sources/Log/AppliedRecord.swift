public import Domain

/// That a followed record has had its effect here, and when: a hop of a `trace`.
public struct AppliedRecord: Hashable, Sendable {
  public let source: String
  public let sequence: UInt64
  public let subject: UUIDBytes
  /// Domain time of the transaction.
  public let appliedAt: Timestamp
}
