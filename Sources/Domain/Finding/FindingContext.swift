/// The activity (kegiatan) in which something was found.
package enum FindingActivity: String, Codable, Sendable, CaseIterable {
  case productionInspection = "production-inspection"
  case distributionInspection = "distribution-inspection"
  case sampling
  case labelCheck = "label-check"
  case advertWatch = "advert-watch"
  case tracing
  case complaint
  /// A food-poisoning outbreak (KLB keracunan pangan, Permenkes 2/2013).
  case outbreak
}

/// What set the activity off.
package enum FindingTrigger: String, Codable, Sendable, CaseIterable {
  case routine
  case incident
  case tracing
  case certification
}

/// What the door asks of the registry while it reads a finding.
package protocol FindingVocabulary {
  func standing(of code: RegionCode, at: Timestamp) -> RegionStanding
  func hasUnit(_ unit: UnitID, at: Timestamp) -> Bool
  /// The substance that has this id, CAS number, name or street name, whatever its case.
  func substance(matching word: String) -> SubstanceID?
}
