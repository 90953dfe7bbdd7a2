/// What set the activity off.
public enum FindingTrigger: String, Codable, Sendable, CaseIterable {
  case routine
  case incident
  case tracing
  case certification
}
