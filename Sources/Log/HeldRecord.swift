public import Domain
public import Events

/// A followed record that the cursor has passed and that has had no effect yet.
public struct HeldRecord: Sendable {
  public enum Reason: Hashable, Sendable {
    /// It rests on a record that has not been applied yet.
    case cause(LogPosition)
    /// Quarantine: its handler failed.
    case fault(String)
    /// An earlier record of the same source and subject waits.
    case order
  }

  public let source: String
  public let record: Record
  public let reason: Reason
  /// How often its handler has failed.
  public let attempts: Int
  /// Domain time at which it was put aside.
  public let heldAt: Timestamp
}
