/// One reason why a unit is told of a finding.
public struct RoutingReason: Hashable, Codable, Sendable {
  public var rule: RoutingRule
  /// The role that this reason gives.
  public var role: RecipientRole
  /// The places to which it applies, as indices into the document, ascending; empty for the finding
  /// as a whole.
  public var places: [Int]
  /// What the rule's sentence needs besides the places.
  public var parameters: [String: String]
  /// The legal basis as it is cited.
  public var basis: String
  /// How certain the registry's fact behind it is; `nil` when no such fact is needed.
  public var certainty: Certainty?

  public init(
    rule: RoutingRule, role: RecipientRole, places: [Int] = [],
    parameters: [String: String] = [:], basis: String, certainty: Certainty? = nil
  ) {
    self.rule = rule
    self.role = role
    self.places = places
    self.parameters = parameters
    self.basis = basis
    self.certainty = certainty
  }

  /// The parameters for rendering the sentence: `places` numbered from 1, as people count.
  public var sentenceParameters: [String: String] {
    var all = parameters
    if !places.isEmpty { all["places"] = places.map { String($0 + 1) }.joined(separator: ", ") }
    return all
  }
}
