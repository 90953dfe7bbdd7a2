/// What the door asks of the registry while it reads a finding.
public protocol FindingVocabulary {
  /// The code of a province, regency or city as it is written, in force at an instant.
  /// - Throws: a refusal for `field` that names the correction or the successor where there is one.
  func regionCode(
    inForce text: String, at: Timestamp, field: String
  ) throws(Refusal) -> RegionCode
  /// Whether the unit is known, at whatever time.
  func hasUnit(_ id: UnitID) -> Bool
  /// The substance that has this id, CAS number, name or street name.
  func substanceID(matching word: String) -> SubstanceID?
}
