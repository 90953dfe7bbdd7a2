/// The activity (kegiatan) in which something was found. One that this program does not know has no
/// rule of its own.
package struct FindingActivity: OpenWord {
  package static let productionInspection = Self(rawValue: "production-inspection")
  package static let distributionInspection = Self(rawValue: "distribution-inspection")
  package static let sampling = Self(rawValue: "sampling")
  package static let labelCheck = Self(rawValue: "label-check")
  package static let advertWatch = Self(rawValue: "advert-watch")
  package static let tracing = Self(rawValue: "tracing")
  package static let complaint = Self(rawValue: "complaint")
  /// A food-poisoning outbreak (KLB keracunan pangan, Permenkes 2/2013).
  package static let outbreak = Self(rawValue: "outbreak")

  package static let known: [Self] = [
    .productionInspection, .distributionInspection, .sampling, .labelCheck, .advertWatch, .tracing,
    .complaint, .outbreak,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// What set the activity off.
package struct FindingTrigger: OpenWord {
  package static let routine = Self(rawValue: "routine")
  package static let incident = Self(rawValue: "incident")
  package static let tracing = Self(rawValue: "tracing")
  package static let certification = Self(rawValue: "certification")

  package static let known: [Self] = [.routine, .incident, .tracing, .certification]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// What the door asks of the registry while it reads a finding.
package protocol FindingVocabulary {
  func standing(of code: RegionCode, at: Timestamp) -> RegionStanding
  func hasUnit(_ unit: UnitID, at: Timestamp) -> Bool
  /// The substance that has this id, CAS number, name or street name, whatever its case.
  func substance(matching word: String) -> SubstanceID?
}
