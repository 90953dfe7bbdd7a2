/// A unit exists with a kind, a name and a seat; a later one under the same id is its next version
/// (promotion, move of the seat).
public struct UnitFact: Hashable, Codable, Sendable {
  public var id: UnitID
  public var kind: UnitKind
  public var name: String
  /// The regency or city of the seat, by its present code; `nil` where it does not matter.
  public var seat: RegionCode?
  public var validity: Validity
  /// The regulation that made it so.
  public var regulation: String
  public var certainty: Certainty
  public var source: String

  public init(
    id: UnitID, kind: UnitKind, name: String, seat: RegionCode?, validity: Validity,
    regulation: String, certainty: Certainty, source: String
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.seat = seat
    self.validity = validity
    self.regulation = regulation
    self.certainty = certainty
    self.source = source
  }
}
