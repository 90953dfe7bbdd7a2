import Domain

/// A made-up country whose facts come late, overlap, end and change, as the seed says.
///
/// A fact that the registry refuses is not part of it.
struct SmallCountry {
  private(set) var facts: [RegistryFact] = []
  /// The registry after each change as a whole: a region's new code, say, with what it replaces.
  private(set) var states: [RegistryState] = []
  private var state = RegistryState()
  private var generator: SeededGenerator

  private static let offices = ["pom-a", "pom-b", "pom-c", "pom-d", "pom-e"]
  private static let regencies = ["11.01", "11.02", "11.03", "12.01", "12.71", "31.71", "31.74"]

  var registry: RegistryState { state }

  var codes: [RegionCode] { Self.codes(of: facts) }
  var units: [UnitID] { Self.units(of: facts) }

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    settle()
    states.append(state)
    for _ in 0..<24 {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0, 1: decree()
      case 2: handOver()
      case 3: promote()
      case 4: changeCompetence()
      case 5, 6: renumber()
      default: if generator.once(in: 3) { splitProvince() } else { splitOff() }
      }
      states.append(state)
    }
  }

  private mutating func take(_ fact: RegistryFact) {
    do {
      try state.apply(fact)
    } catch {
      return
    }
    facts.append(fact)
  }

  private mutating func settle() {
    for text in ["11", "12", "31"] { region(text, .always) }
    for text in Self.regencies { region(text, .always) }
    for text in ["11", "12", "31"] + Self.regencies { government(text, .always) }
    for unit in ["pusat-kepala", "pusat-deputi-3"] { self.unit(unit, .headOffice, .always) }
    for unit in ["kemendag", "kemenkes", "komdigi"] { self.unit(unit, .ministry, .always) }
    for office in Self.offices {
      let kinds: [UnitKind] = [.balai, .loka]
      unit(office, generator.pick(kinds), Validity(from: generator.hour(from: 2017, to: 2019)))
    }
    for text in Self.regencies where !generator.once(in: 8) {
      area(generator.pick(Self.offices), text, from: generator.hour(from: 2018, to: 2022), nil)
    }
    for permit in ["pirt", "pt-b2", "dt-b2", "md", "ukot"] { competence(permit, .always) }
  }

  private mutating func decree() {
    take(
      .coordinator(
        CoordinatorFact(
          loka: UnitID(generator.pick(Self.offices)),
          coordinator: generator.once(in: 4) ? nil : UnitID(generator.pick(Self.offices)),
          from: generator.hour(from: 2017, to: 2028), decree: "SK", certainty: .regulation,
          source: "test")))
  }

  private mutating func handOver() {
    let from = generator.hour(from: 2018, to: 2027)
    let until = generator.once(in: 3) ? from.adding(.seconds(300 * 86_400)) : nil
    area(generator.pick(Self.offices), generator.pick(codes).rawValue, from: from, until)
  }

  private mutating func promote() {
    let kinds: [UnitKind] = [.balai, .balaiBesar, .loka]
    unit(
      generator.pick(Self.offices), generator.pick(kinds),
      Validity(from: generator.hour(from: 2018, to: 2028)))
  }

  private mutating func changeCompetence() {
    let from = generator.hour(from: 2017, to: 2028)
    let until = generator.once(in: 2) ? from.adding(.seconds(400 * 86_400)) : nil
    competence(
      generator.pick(["pirt", "pt-b2", "dt-b2", "md", "izin-baru"]),
      Validity(from: from, until: until))
  }

  private mutating func renumber() {
    // Jakarta's regions have no government of their own: one that left it would need a law first.
    let old = generator.pick(codes.filter { $0.province.rawValue != "31" }).rawValue
    let province = generator.pick(["11", "12", "13", "14"])
    let new = "\(province).\(Int.random(in: 40..<60, using: &generator))"
    let from = generator.hour(from: 2018, to: 2028)
    region(new, .always)
    take(change(.renumber, old, new, from: from))
    if generator.once(in: 2) { government(new, Validity(from: from)) }
  }

  private mutating func splitProvince() {
    let new = generator.pick(["13", "14"])
    let from = generator.hour(from: 2018, to: 2028)
    region(new, .always)
    take(change(.provinceSplit, generator.pick(["11", "12"]), new, from: from))
    government(new, Validity(from: from))
  }

  private mutating func splitOff() {
    let new = "\(generator.pick(["11", "12"])).\(Int.random(in: 60..<70, using: &generator))"
    let from = generator.hour(from: 2018, to: 2027)
    region(new, Validity(from: from))
    government(new, Validity(from: from))
    if !generator.once(in: 4) { area(generator.pick(Self.offices), new, from: from, nil) }
  }

  private func change(
    _ kind: RegionChangeKind, _ old: String, _ new: String, from: Timestamp
  ) -> RegistryFact {
    .regionChange(
      RegionChangeFact(
        kind: kind, oldCode: Self.code(old), newCode: Self.code(new), oldName: "lama",
        newName: "baru", from: from, regulation: "test", law: "", certainty: .regulation,
        source: "test"))
  }

  private mutating func region(_ text: String, _ validity: Validity) {
    take(
      .region(
        RegionFact(
          code: Self.code(text), level: Self.level(text), name: text, latitudeDegrees: -1,
          longitudeDegrees: 100, validity: validity, certainty: .regulation, source: "test")))
  }

  private mutating func government(_ text: String, _ validity: Validity) {
    let kind: UnitKind =
      switch Self.level(text) {
      case .province: .provincialGovernment
      case .city: .cityGovernment
      default: .regencyGovernment
      }
    unit("pemda-\(text)", kind, validity)
  }

  private mutating func unit(_ id: String, _ kind: UnitKind, _ validity: Validity) {
    take(
      .unit(
        UnitFact(
          id: UnitID(id), kind: kind, name: id,
          seat: kind.isFieldOffice ? Self.code("11.01") : nil, validity: validity,
          regulation: "test", certainty: .regulation, source: "test")))
  }

  private mutating func area(_ unit: String, _ text: String, from: Timestamp, _ until: Timestamp?) {
    take(
      .area(
        AreaFact(
          unit: UnitID(unit), regions: [Self.code(text)], from: from, until: until,
          certainty: .regulation, source: "test")))
  }

  private mutating func competence(_ permit: String, _ validity: Validity) {
    let authorities: [Authority] = [
      .province, .regency, .unit(.kemendag), .unit(.pusatDeputi3),
    ]
    take(
      .competence(
        CompetenceFact(
          permitType: permit, authority: generator.pick(authorities), basis: "test",
          validity: validity, certainty: .regulation, source: "test")))
  }

  /// Every code of a regency or city that a country ever had, in the order of their coming.
  static func codes(of facts: [RegistryFact]) -> [RegionCode] {
    facts.compactMap { fact in
      switch fact {
      case .region(let fact) where !fact.code.isProvince: fact.code
      case .regionChange(let fact) where fact.kind == .renumber: fact.oldCode
      default: nil
      }
    }
  }

  static func units(of facts: [RegistryFact]) -> [UnitID] {
    facts.compactMap { fact in
      if case .unit(let fact) = fact { fact.id } else { nil }
    }
  }

  private static func level(_ text: String) -> RegionLevel {
    if text.count == 2 { return .province }
    return text.dropFirst(3) >= "71" ? .city : .regency
  }

  private static func code(_ text: String) -> RegionCode {
    guard let code = RegionCode(text) else { preconditionFailure("not a code: \(text)") }
    return code
  }
}
