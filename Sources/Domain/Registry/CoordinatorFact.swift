/// A decree (Keputusan Kepala BPOM) names the coordinator of a Loka, or ends the designation.
///
/// A Loka is not under a Balai: coordination is optional and exists by decree only.
public struct CoordinatorFact: Hashable, Codable, Sendable {
  public var loka: UnitID
  /// `nil`: from then on the Loka has no coordinator.
  public var coordinator: UnitID?
  /// May lie in the past: a retroactive decree.
  public var from: Timestamp
  /// The decree as it is cited, at most 200 characters.
  public var decree: String
  public var certainty: Certainty
  public var source: String

  public init(
    loka: UnitID, coordinator: UnitID?, from: Timestamp, decree: String, certainty: Certainty,
    source: String
  ) {
    self.loka = loka
    self.coordinator = coordinator
    self.from = from
    self.decree = decree
    self.certainty = certainty
    self.source = source
  }
}
