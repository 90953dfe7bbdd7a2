/// The recall class by risk to health (Peraturan BPOM 22/2017, continued by 22/2025).
public enum RiskClass: String, Codable, Sendable, CaseIterable {
  /// Serious illness or death: every substance of the integrated team.
  case classI = "class-1"
  /// The substance is not known or not mapped yet: a person decides.
  case unclassified

  /// Every substance that the registry knows is one of the team's, and so class I.
  public init(_ substance: SubstanceMention) {
    self = substance.id == nil ? .unclassified : .classI
  }
}
