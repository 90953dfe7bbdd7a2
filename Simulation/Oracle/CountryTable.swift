import Domain

/// The registry's facts that routing asks for, in the order of the log, each list read from end to
/// end for every question.
struct CountryTable: Sendable {
  private(set) var renumberings: [RegionChangeFact] = []
  private(set) var units: [UnitRow] = []
  private(set) var areas: [AreaRow] = []
  private(set) var coordinators: [CoordinatorFact] = []
  private(set) var competences: [CompetenceFact] = []

  init(facts: [RegistryFact]) {
    for fact in facts {
      switch fact {
      case .regionChange(let fact) where fact.kind == .renumber: renumberings.append(fact)
      case .unit(let fact): units.append(UnitRow(fact))
      case .area(let fact): areas += fact.regions.map { AreaRow(fact, of: $0) }
      case .coordinator(let fact): coordinators.append(fact)
      case .competence(let fact): competences.append(fact)
      case .region, .regionChange, .calendar, .substance, .key: break
      }
    }
  }

  /// The fact that holds at `time`: of those that have begun, the one that began last, and of two
  /// that began together the later in the log. A fact without end holds until another begins, so an
  /// older one does not come back when a newer one ends.
  func begunLast<Fact>(
    of facts: [Fact], at time: Timestamp, from: (Fact) -> Timestamp?
  ) -> Fact? {
    var found: Fact?
    for fact in facts {
      if let start = from(fact), start > time { continue }
      if let best = found, isLater(from(best), than: from(fact)) { continue }
      found = fact
    }
    return found
  }

  /// The fact of the earliest beginning: the answer for a time before all of them, where the history
  /// is not established.
  func beginningFirst<Fact>(of facts: [Fact], from: (Fact) -> Timestamp?) -> Fact? {
    var found: Fact?
    for fact in facts {
      if let best = found, !isLater(from(best), than: from(fact)) { continue }
      found = fact
    }
    return found
  }

  /// No beginning at all lies before every instant.
  private func isLater(_ one: Timestamp?, than other: Timestamp?) -> Bool {
    guard let one else { return false }
    guard let other else { return true }
    return one > other
  }
}

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
