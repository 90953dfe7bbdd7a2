extension RegistryState {
  mutating func apply(_ fact: AreaFact) throws(Refusal) {
    guard let unit = unit(fact.unit, at: fact.from) else {
      throw .invalid("unit", "unknown-unit", ["value": fact.unit.rawValue])
    }
    guard unit.value.kind.isFieldOffice else {
      throw .invalid("unit", "not-a-field-office", ["value": fact.unit.rawValue])
    }
    guard !fact.regions.isEmpty else { throw .invalid("regions", "area-empty") }
    let validity = Validity(from: fact.from, until: fact.until)
    guard !validity.isEmpty else {
      throw .invalid("until", "empty-period", ["value": fact.unit.rawValue])
    }
    let ownership = Ownership(unit: fact.unit, certainty: fact.certainty, source: fact.source)
    var changed: [RegionCode: Timeline<Ownership>] = [:]
    for (index, code) in fact.regions.enumerated() {
      let field = "regions[\(index)]"
      guard let record = regions[code] else {
        throw .invalid(field, "unknown-region", ["value": code.rawValue])
      }
      guard record.fact.level != .province else {
        throw .invalid(field, "not-a-regency", ["value": code.rawValue])
      }
      let key = current(code)
      var versions = changed[key] ?? owners[key] ?? Timeline()
      do {
        try versions.insert(ownership, validity)
      } catch {
        throw Refusal(
          .conflict, field: field, rule: "area-overlap",
          ["value": code.rawValue, "unit": fact.unit.rawValue])
      }
      changed[key] = versions
    }
    owners.merge(changed) { _, new in new }
  }

  mutating func apply(_ fact: CoordinatorFact) throws(Refusal) {
    guard !fact.decree.isEmpty else { throw .invalid("decree", "decree-missing") }
    guard fact.decree.count <= 200 else {
      throw .invalid("decree", "decree-too-long", ["limit": "200"])
    }
    guard let loka = unit(fact.loka, at: fact.from) else {
      throw .invalid("loka", "unknown-unit", ["value": fact.loka.rawValue])
    }
    guard loka.value.kind == .loka else {
      throw .invalid(
        "loka", "not-a-loka", ["value": fact.loka.rawValue, "kind": loka.value.kind.rawValue])
    }
    if let coordinator = fact.coordinator { try checkCoordinator(coordinator, for: fact) }
    var versions = coordinators[fact.loka] ?? Timeline()
    let standing = versions.entry(at: fact.from)?.value
    if let coordinator = fact.coordinator {
      guard standing?.coordinator != coordinator || standing?.decree != fact.decree else {
        throw Refusal(
          .conflict, field: "coordinator", rule: "already-designated",
          ["value": fact.loka.rawValue, "coordinator": coordinator.rawValue])
      }
    } else if standing?.coordinator == nil {
      throw Refusal(
        .conflict, field: "loka", rule: "no-designation", ["value": fact.loka.rawValue])
    }
    try versions.insert(fact, Validity(from: fact.from), field: "from")
    coordinators[fact.loka] = versions
  }

  private func checkCoordinator(_ coordinator: UnitID, for fact: CoordinatorFact) throws(Refusal) {
    guard coordinator != fact.loka else {
      throw .invalid("coordinator", "coordinator-is-itself", ["value": coordinator.rawValue])
    }
    guard let unit = unit(coordinator, at: fact.from) else {
      throw .invalid("coordinator", "unknown-unit", ["value": coordinator.rawValue])
    }
    guard unit.value.kind.mayCoordinate else {
      throw .invalid(
        "coordinator", "coordinator-not-a-balai",
        ["value": coordinator.rawValue, "kind": unit.value.kind.rawValue])
    }
  }

  mutating func apply(_ fact: CompetenceFact) throws(Refusal) {
    let permit = ["value": fact.permitType]
    guard UnitID.isWellFormed(fact.permitType) else {
      throw .invalid("permitType", "permit-type-malformed", permit)
    }
    guard !fact.basis.isEmpty else { throw .invalid("basis", "basis-missing", permit) }
    guard !fact.validity.isEmpty else { throw .invalid("validity", "empty-period", permit) }
    if case .unit(let unit) = fact.authority, !hasUnit(unit) {
      throw .invalid("authority", "unknown-unit", ["value": unit.rawValue])
    }
    var versions = competences[fact.permitType] ?? Timeline()
    try versions.insert(fact, fact.validity, field: "validity")
    competences[fact.permitType] = versions
  }
}
