/// Permits of a type are issued by an authority.
public struct CompetenceFact: Hashable, Codable, Sendable {
  /// A word such as `pirt` or `pt-b2`; an open set.
  public var permitType: String
  public var authority: Authority
  /// The legal basis as it is cited.
  public var basis: String
  /// `from` is the first instant for which this is established, not the law's own first day.
  public var validity: Validity
  public var certainty: Certainty
  public var source: String

  public init(
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
