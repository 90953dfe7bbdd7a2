import Domain

/// One regency or city as the area of a UPT.
struct AreaRow: Sendable {
  let region: RegionCode
  let unit: UnitID
  let validity: Validity

  init(_ fact: AreaFact, of region: RegionCode) {
    self.region = region
    unit = fact.unit
    validity = Validity(from: fact.from, until: fact.until)
  }
}
