public import Domain
public import Events

/// What checks read of a version of a finding.
public struct AuditedFinding: AuditedEvent {
  public static let member: String? = "snapshot"

  public let finding: ID<Finding>
  public let number: String
  public let version: Int64
  public let state: String
  public let reporter: String
}
