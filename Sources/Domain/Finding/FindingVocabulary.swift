/// What the door asks of the registry while it reads a finding.
public protocol FindingVocabulary {
  func standing(of code: RegionCode, at: Timestamp) -> RegionStanding
  func hasUnit(_ unit: UnitID, at: Timestamp) -> Bool
  /// The substance that has this id, CAS number, name or street name, whatever its case.
  func substance(matching word: String) -> SubstanceID?
}
