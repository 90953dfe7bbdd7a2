/// Regencies and cities are the area of a UPT.
package struct AreaFact: Hashable, Codable, Sendable {
  package var unit: UnitID
  package var regions: [RegionCode]
  package var from: Timestamp
  /// `nil`: until another unit's area takes the region over.
  package var until: Timestamp?
  package var certainty: Certainty
  package var source: String

  package init(
    unit: UnitID, regions: [RegionCode], from: Timestamp, until: Timestamp? = nil,
    certainty: Certainty, source: String
  ) {
    self.unit = unit
    self.regions = regions
    self.from = from
    self.until = until
    self.certainty = certainty
    self.source = source
  }
}
