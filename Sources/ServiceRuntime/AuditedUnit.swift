public import Domain

/// What checks read of a unit's version in the registry.
public struct AuditedUnit: AuditedEvent {
  public static let member: String? = nil

  public let id: String
  public let kind: String
  public let validity: Validity
}
