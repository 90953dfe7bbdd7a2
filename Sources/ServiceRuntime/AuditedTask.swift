public import Domain
public import Events

/// What checks read of a task.
public struct AuditedTask: AuditedEvent {
  public static let member: String? = "snapshot"

  public let task: ID<FollowUpTask>
  public let finding: ID<Finding>
  public let number: String
  public let unit: String
  public let state: String
  public let dueAt: Int64
  public let provisional: Bool
}
