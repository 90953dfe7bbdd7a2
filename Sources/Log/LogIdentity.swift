public import Domain
public import Events

/// Who a log's file is, fixed when the file was made (a restore raises the epoch).
public struct LogIdentity: Hashable, Sendable {
  public let log: LogID
  public let epoch: UInt64
  public let service: String
  /// Every record of the log is marked as an exercise.
  public let isExercise: Bool
  public let createdAt: Timestamp
}
