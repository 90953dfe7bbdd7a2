/// What the registry knows, as a value: the sum of the facts applied to it.
///
/// Every question is asked as of an instant and answered with its certainty and source. Before the
/// first known version of an area, unit or competence the oldest known one is the answer, marked
/// as not established. Nothing is removed; a state depends on the facts and their order alone.
///
/// Lookups are a dictionary access and a walk over one to three versions.
package struct RegistryState: Equatable, Sendable {
  struct RegionRecord: Hashable, Sendable {
    var fact: RegionFact
    var names: Timeline<String>
    var successor: RegionCode?
    var predecessor: RegionCode?
  }

  struct Ownership: Hashable, Sendable {
    var unit: UnitID
    var certainty: Certainty
    var source: String
  }

  var regions: [RegionCode: RegionRecord] = [:]
  var units: [UnitID: Timeline<UnitFact>] = [:]
  /// By the code under which the region goes on now.
  var owners: [RegionCode: Timeline<Ownership>] = [:]
  var coordinators: [UnitID: Timeline<CoordinatorFact>] = [:]
  var competences: [String: Timeline<CompetenceFact>] = [:]
  var calendars: [Int: CalendarFact] = [:]
  var holidayTables: [Int: HolidayTable] = [:]
  var holidays: [CalendarDate: Holiday] = [:]
  var substances: [SubstanceID: SubstanceFact] = [:]
  /// By the word without case, spaces and punctuation.
  var substanceWords: [String: SubstanceID] = [:]
  var keys: [UnitID: Timeline<KeyFact>] = [:]
  var keyOwners: [String: UnitID] = [:]

  package init() {}

  /// Takes a fact in.
  /// - Throws: a refusal that names the field and the rule; the state is then as it was.
  package mutating func apply(_ fact: RegistryFact) throws(Refusal) {
    switch fact {
    case .region(let fact): try apply(fact)
    case .regionChange(let fact): try apply(fact)
    case .unit(let fact): try apply(fact)
    case .area(let fact): try apply(fact)
    case .coordinator(let fact): try apply(fact)
    case .competence(let fact): try apply(fact)
    case .calendar(let fact): try apply(fact)
    case .substance(let fact): try apply(fact)
    case .key(let fact): try apply(fact)
    }
  }

  package var counts: RegistryCounts {
    var counts = RegistryCounts()
    for record in regions.values {
      guard record.successor == nil else {
        counts.formerCodes += 1
        continue
      }
      switch record.fact.level {
      case .province: counts.provinces += 1
      case .regency: counts.regencies += 1
      case .city: counts.cities += 1
      default: break
      }
    }
    for versions in units.values {
      guard let kind = versions.entries.last?.value.kind else { continue }
      counts.unitsByKind[kind.rawValue, default: 0] += 1
    }
    counts.ownedRegions = owners.count
    counts.coordinatedLokas = coordinators.count { loka, designations in
      units[loka]?.entries.last?.value.kind == .loka
        && designations.entries.last?.value.coordinator != nil
    }
    counts.permitTypes = competences.count
    counts.substances = substances.count
    counts.calendarYears = calendars.count
    counts.holidays = holidays.count
    counts.keys = keys.count
    return counts
  }
}

extension Timeline {
  /// `insert`, with a conflict told as a refusal of `field`.
  mutating func insert(_ value: Value, _ validity: Validity, field: String) throws(Refusal) {
    do {
      try insert(value, validity)
    } catch {
      switch error {
      case .sameStart: throw Refusal(.conflict, field: field, rule: "already-dated")
      case .overlap: throw Refusal(.conflict, field: field, rule: "dates-overlap")
      }
    }
  }
}

extension RegistryState: FindingVocabulary {
  package func standing(of code: RegionCode, at: Timestamp) -> RegionStanding {
    guard let record = regions[code] else { return .unknown }
    let validity = record.fact.validity
    if let until = validity.until, at >= until {
      return .replaced(by: record.successor == nil ? [] : [current(code)])
    }
    if let from = validity.from, at < from { return .notYet(before: record.predecessor) }
    return .inForce
  }

  package func hasUnit(_ unit: UnitID, at: Timestamp) -> Bool { self.unit(unit, at: at) != nil }

  package func substance(matching word: String) -> SubstanceID? { substance(named: word)?.id }
}

/// How much the registry knows.
package struct RegistryCounts: Hashable, Codable, Sendable {
  /// Codes in force now or announced, without former ones.
  package var provinces = 0
  package var regencies = 0
  package var cities = 0
  /// Codes that have a successor.
  package var formerCodes = 0
  /// Units by the kind of their last version; keys are `UnitKind.rawValue`.
  package var unitsByKind: [String: Int] = [:]
  /// Regencies and cities that have an owner.
  package var ownedRegions = 0
  /// Loka, by the last word known, with a coordinator.
  package var coordinatedLokas = 0
  package var permitTypes = 0
  package var substances = 0
  package var calendarYears = 0
  package var holidays = 0
  package var keys = 0

  package init() {}
}
