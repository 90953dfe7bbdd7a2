import Domain

/// A version of a unit: what it is, and when.
struct UnitRow: Sendable {
  let unit: UnitID
  let kind: UnitKind
  let validity: Validity

  init(_ fact: UnitFact) {
    unit = fact.id
    kind = fact.kind
    validity = fact.validity
  }
}
