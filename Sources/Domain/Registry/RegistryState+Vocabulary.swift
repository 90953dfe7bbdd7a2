extension RegistryState: FindingVocabulary {
  public func standing(of code: RegionCode, at: Timestamp) -> RegionStanding {
    guard let record = regions[code] else { return .unknown }
    let validity = record.fact.validity
    if let until = validity.until, at >= until {
      return .replaced(by: record.successor == nil ? [] : [current(code)])
    }
    if let from = validity.from, at < from { return .notYet(before: record.predecessor) }
    return .inForce
  }

  public func hasUnit(_ unit: UnitID, at: Timestamp) -> Bool { self.unit(unit, at: at) != nil }

  public func substance(matching word: String) -> SubstanceID? { substance(named: word)?.id }
}
