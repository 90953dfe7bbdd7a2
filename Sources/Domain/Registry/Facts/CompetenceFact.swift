/// Permits of a type are issued by an authority.
package struct CompetenceFact: Hashable, Codable, Sendable {
  /// A word such as `pirt` or `pt-b2`; an open set.
  package var permitType: String
  package var authority: Authority
  /// The legal basis as it is cited.
  package var basis: String
  /// `from` is the first instant for which this is established, not the law's own first day.
  package var validity: Validity
  package var certainty: Certainty
  package var source: String

  package init(
    permitType: String, authority: Authority, basis: String, validity: Validity,
    certainty: Certainty, source: String
  ) {
    self.permitType = permitType
    self.authority = authority
    self.basis = basis
    self.validity = validity
    self.certainty = certainty
    self.source = source
  }
}
