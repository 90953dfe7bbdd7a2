/// Regencies and cities are the area of a UPT.
public struct AreaFact: Hashable, Codable, Sendable {
  public var unit: UnitID
  public var regions: [RegionCode]
  public var from: Timestamp
  /// `nil`: until another unit's area takes the region over.
  public var until: Timestamp?
  public var certainty: Certainty
  public var source: String

  public init(
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
