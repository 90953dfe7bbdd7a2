import Domain
import Foundation
import Testing

/// Permits, calendars, substances, keys, and the facts' JSON.
@Suite struct RegistryStateReferenceTests {
  typealias Fixture = RegistryFixture

  static let borax = SubstanceFact(
    id: SubstanceID("boraks"), name: BilingualText(id: "Boraks", en: "Borax"), cas: "1303-96-4",
    relatedCAS: ["1330-43-4"], synonyms: ["bleng", "garam bleng"], family: .boron,
    certainty: .secondary, source: "test")

  private func competence(
    _ permit: String, _ authority: Authority, from: String? = nil
  ) -> RegistryFact {
    .competence(
      CompetenceFact(
        permitType: permit, authority: authority, basis: "law",
        validity: Validity(from: from.map { Fixture.day($0) }), certainty: .secondary,
        source: "test"))
  }

  @Test func `who covers a place is four separate answers`() throws {
    var state = try Fixture.state()
    try state.apply(competence("pirt", .regency))
    try state.apply(competence("pt-b2", .province))
    try state.apply(competence("dt-b2", .unit(.kemendag), from: "2022-01-01"))
    let place = Fixture.code("13.03")
    let now = Fixture.day("2026-03-20")
    let coverage = try state.coverage(of: place, at: now, permitType: "pirt")
    #expect(coverage.owner?.value == UnitID("pom-sijunjung"))
    #expect(coverage.coordinator?.value.coordinator == UnitID("pom-padang"))
    #expect(coverage.pemda == UnitID("pemda-13.03"))
    #expect(coverage.province == UnitID("pemda-13"))
    #expect(coverage.competentUnit == UnitID("pemda-13.03"))
    #expect(coverage.isEstablished)
    #expect(
      try state.coverage(of: place, at: now, permitType: "pt-b2").competentUnit
        == UnitID("pemda-13"))
    let early = try state.coverage(
      of: place, at: Fixture.day("2020-01-01"), permitType: "dt-b2")
    #expect(early.competentUnit == .kemendag)
    #expect(!early.isEstablished)
    #expect(early.competent?.isEstablished == false)
    let unknown = try state.coverage(of: place, at: now, permitType: "siup-x")
    #expect(unknown.competent == nil)
    let jakarta = try state.coverage(
      of: Fixture.code("31.74"), at: now, permitType: "pirt")
    #expect(jakarta.competentUnit == UnitID("pemda-31"))
    #expect(jakarta.pemda == jakarta.province)
  }

  @Test func `a year without a table has no holidays and says so`() throws {
    var state = try Fixture.state()
    let day = CalendarDate("2026-12-25")!
    let christmas = Holiday(
      date: day, kind: .national, name: BilingualText(id: "Natal", en: "Christmas"),
      certainty: .secondary, source: "SKB")
    let table = CalendarFact(
      year: 2026, holidays: [christmas], certainty: .secondary, source: "SKB")
    try state.apply(.calendar(table))
    #expect(state.hasCalendar(2026))
    #expect(state.isHoliday(day))
    #expect(state.holidayTable(of: 2026) == HolidayTable(year: 2026, daysOff: [day]))
    #expect(!state.hasCalendar(2028))
    #expect(state.holidayTable(of: 2028) == nil)
    #expect(!state.isHoliday(CalendarDate("2028-12-25")!))
    // The changed table of the year replaces the first as a whole.
    var changed = table
    changed.holidays[0].date = CalendarDate("2026-12-24")!
    try state.apply(.calendar(changed))
    #expect(!state.isHoliday(day))
    #expect(state.holiday(on: CalendarDate("2026-12-24")!)?.kind == .national)
    changed.year = 2027
    #expect(
      throws: Refusal.invalid(
        "holidays[0].date", "date-not-in-year", ["value": "2026-12-24"])
    ) { try state.apply(.calendar(changed)) }
  }

  @Test(arguments: [
    "boraks", "BORAKS", "Borax", "1303-96-4", "1330-43-4", "bleng", " Garam  Bleng ",
  ])
  func `a substance is found by any of its words`(word: String) throws {
    var state = try Fixture.state()
    try state.apply(.substance(Self.borax))
    #expect(state.substance(named: word)?.id == SubstanceID("boraks"))
    #expect(state.substance(named: "bakso") == nil)
    #expect(state.substance(named: "") == nil)
  }

  @Test func `a word leads to one substance only and a CAS number has its check digit`() throws {
    var state = try Fixture.state()
    try state.apply(.substance(Self.borax))
    var other = Self.borax
    other.id = SubstanceID("bleng")
    #expect(throws: Refusal.self) { try state.apply(.substance(other)) }
    var wrong = other
    wrong.id = SubstanceID("pijer")
    wrong.cas = "1303-96-5"
    #expect(throws: Refusal.invalid("cas", "cas-check-digit", ["value": "1303-96-5"])) {
      try state.apply(.substance(wrong))
    }
    #expect(CASNumber.isValid("50-00-0"))
    #expect(!CASNumber.isValid("50-00-00"))
    #expect(!CASNumber.isValid("5-00-0"))
  }

  @Test func `the door of findings is told how a code stands at a time`() throws {
    var state = try Fixture.state()
    try state.apply(.substance(Self.borax))
    let early = Fixture.day("2021-01-01")
    let late = Fixture.day("2026-01-01")
    let (old, new) = (Fixture.code("91.01"), Fixture.code("93.01"))
    #expect(state.standing(of: old, at: early) == .inForce)
    #expect(state.standing(of: old, at: late) == .replaced(by: [new]))
    #expect(state.standing(of: new, at: early) == .notYet(before: old))
    #expect(state.standing(of: new, at: late) == .inForce)
    #expect(state.standing(of: Fixture.code("99.99"), at: late) == .unknown)
    #expect(state.hasUnit(.kemendag, at: late))
    #expect(!state.hasUnit(UnitID("pemda-31.74"), at: late))
    let id: SubstanceID? = state.substance(matching: "bleng")
    #expect(id == SubstanceID("boraks"))
  }

  @Test func `a new key of a unit replaces the old one from its instant`() throws {
    var state = try Fixture.state()
    let keys = ["0a", "1b"].map { String(repeating: $0, count: 32) }
    for (key, from) in zip(keys, ["2026-01-01", "2026-02-01"]) {
      try state.apply(
        .key(
          KeyFact(
            unit: .kemendag, publicKey: key, from: Fixture.day(from), certainty: .regulation,
            source: "enrolled")))
    }
    #expect(state.unit(withKey: keys[0], at: Fixture.day("2026-01-15")) == .kemendag)
    #expect(state.unit(withKey: keys[0], at: Fixture.day("2026-02-01")) == nil)
    #expect(state.unit(withKey: keys[1], at: Fixture.day("2026-02-01")) == .kemendag)
    let stolen = KeyFact(
      unit: UnitID("pom-padang"), publicKey: keys[1], from: Fixture.day("2026-03-01"),
      certainty: .regulation, source: "enrolled")
    #expect(throws: Refusal(.conflict, field: "publicKey", rule: "key-in-use")) {
      try state.apply(.key(stolen))
    }
  }

  @Test func `facts read back from their JSON and make the same state`() throws {
    let facts = RegistryFixture.facts() + [.substance(Self.borax), competence("pirt", .regency)]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var state = RegistryState()
    for fact in facts {
      let read = try JSONDecoder().decode(RegistryFact.self, from: try encoder.encode(fact))
      #expect(read == fact)
      try state.apply(read)
    }
    var expected = try Fixture.state()
    try expected.apply(.substance(Self.borax))
    try expected.apply(competence("pirt", .regency))
    #expect(state == expected)
    let coordinator = try encoder.encode(
      RegistryFact.coordinator(Fixture.designation("pom-a", nil, "2026-01-01", "SK")))
    #expect(
      String(decoding: coordinator, as: UTF8.self)
        == #"{"coordinator":{"certainty":"knowledge","decree":"SK","from":1767200400000,"#
        + #""loka":"pom-a","source":"test"}}"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(RegistryFact.self, from: Data(#"{"weather":{}}"#.utf8))
    }
  }
}
