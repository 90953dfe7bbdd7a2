/// A decree (Keputusan Kepala BPOM) names the coordinator of a Loka, or ends the designation.
///
/// A Loka is not under a Balai: coordination is optional and exists by decree only.
package struct CoordinatorFact: Hashable, Codable, Sendable {
  package var loka: UnitID
  /// `nil`: from then on the Loka has no coordinator.
  package var coordinator: UnitID?
  /// May lie in the past: a retroactive decree.
  package var from: Timestamp
  /// The decree as it is cited, at most 200 characters.
  package var decree: String
  package var certainty: Certainty
  package var source: String

  package init(
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
