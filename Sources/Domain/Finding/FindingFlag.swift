/// What a person should look at although the finding is accepted and routed.
package struct FindingFlag: OpenWord, Comparable {
  /// No one knows who issues a permit type of the finding; Pusat coordinates.
  package static let competenceUnknown = Self(rawValue: "competence-unknown")
  /// A lookup used today's answer, as the history of that date is not established.
  package static let historyNotEstablished = Self(rawValue: "history-not-established")
  /// An owner, coordinator or authority rests on memory only (`Certainty.knowledge`).
  package static let lowCertainty = Self(rawValue: "low-certainty")
  /// A region belongs to no UPT's area.
  package static let ownerUnknown = Self(rawValue: "owner-unknown")
  /// A place has no region yet.
  package static let regionUnknown = Self(rawValue: "region-unknown")
  /// The officer does not know the substance.
  package static let substanceUnknown = Self(rawValue: "substance-unknown")
  /// The registry does not know the officer's word for the substance: it waits for mapping.
  package static let substanceUnmapped = Self(rawValue: "substance-unmapped")

  package static let known: [Self] = [
    .competenceUnknown, .historyNotEstablished, .lowCertainty, .ownerUnknown, .regionUnknown,
    .substanceUnknown, .substanceUnmapped,
  ]

  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

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
