/// What a person should look at although the finding is accepted and routed.
package enum FindingFlag: String, Codable, Sendable, CaseIterable, Comparable {
  /// No one knows who issues a permit type of the finding; Pusat coordinates.
  case competenceUnknown = "competence-unknown"
  /// A lookup used today's answer, as the history of that date is not established.
  case historyNotEstablished = "history-not-established"
  /// An owner, coordinator or authority rests on memory only (`Certainty.knowledge`).
  case lowCertainty = "low-certainty"
  /// A region belongs to no UPT's area.
  case ownerUnknown = "owner-unknown"
  /// A place has no region yet.
  case regionUnknown = "region-unknown"
  /// The officer does not know the substance.
  case substanceUnknown = "substance-unknown"
  /// The registry does not know the officer's word for the substance: it waits for mapping.
  case substanceUnmapped = "substance-unmapped"

  package static func < (left: FindingFlag, right: FindingFlag) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension FindingDocument {
  /// The flags that follow from the document and the permits' matrix, without routing it; sorted.
  package func flags(in jurisdiction: some Jurisdiction) -> [FindingFlag] {
    var flags: Set<FindingFlag> = []
    if substance.id == nil {
      flags.insert(substance.isDeclaredUnknown ? .substanceUnknown : .substanceUnmapped)
    }
    for place in places {
      if place.region == nil { flags.insert(.regionUnknown) }
      if let permit = place.permit,
        jurisdiction.competence(for: permit.type.rawValue, at: foundAt) == nil
      {
        flags.insert(.competenceUnknown)
      }
    }
    return flags.sorted()
  }
}
