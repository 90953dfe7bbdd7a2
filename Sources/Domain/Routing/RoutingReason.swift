/// One reason why a unit is told of a finding.
package struct RoutingReason: Hashable, Sendable {
  package var rule: RoutingRule
  /// The role that this reason gives.
  package var role: RecipientRole
  /// The places to which it applies, as indices into the document, ascending; empty for the finding
  /// as a whole.
  package var places: [Int]
  /// What the rule's sentence needs besides the places.
  package var parameters: [String: String]
  /// The legal basis as it is cited.
  package var basis: String
  /// How certain the registry's fact behind it is; `nil` when no such fact is needed.
  package var certainty: Certainty?

  package init(
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
  package var sentenceParameters: [String: String] {
    var all = parameters
    if !places.isEmpty { all["places"] = places.map { String($0 + 1) }.joined(separator: ", ") }
    return all
  }
}
