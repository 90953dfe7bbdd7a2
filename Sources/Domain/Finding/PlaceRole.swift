/// What happened at a place of a finding.
public enum PlaceRole: String, Codable, Sendable, CaseIterable {
  case found
  case sold
  case produced
  case supplied
  case stored
}
