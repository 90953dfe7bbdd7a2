public import Domain

/// A followed record that a log, restored since, does not have any more.
public struct MissingRecord: Hashable, Sendable {
  /// In the order in which they were found missing.
  public let id: Int64
  public let source: String
  /// Where it stood.
  public let epoch: UInt64
  public let sequence: UInt64
  public let subject: UUIDBytes
  /// The event's identifier and type code; `nil` for what an earlier version applied.
  public let event: UUIDBytes?
  public let typeCode: UInt32?
  /// When it had its effect; `nil` if it had none.
  public let appliedAt: Timestamp?
  /// When the restored log was adopted.
  public let missingSince: Timestamp
}
