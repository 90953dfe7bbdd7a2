import Domain
import Foundation
import Testing

/// Facts as an operator writes them.
@Suite struct FactDocumentTests {
  /// The change of a good document, and what must be said about it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let field: String
    let rule: String
    var parameters: [String: String] = [:]

    var testDescription: String { "\(rule) at \(field)" }
  }

  private static let good = """
    [{"calendar": {"year": 2028, "certainty": "knowledge", "source": "uji", "holidays": [
       {"date": "2028-01-01", "kind": "national-holiday", "certainty": "knowledge", "source": "uji",
        "name": {"id": "Tahun Baru", "en": "New Year"}}]}},
     {"unit": {"id": "pemda-93.99", "kind": "regency-government", "name": "Pemkab Uji",
       "seat": "93.01", "validity": {"from": "2027-01-01", "until": "2030-01-01T00:00:00+07:00"},
       "regulation": "uji", "certainty": "knowledge", "source": "uji"}}]
    """

  private static let faults = [
    Fault(
      old: #""calendar""#, new: #""calender""#, field: "[0].calender", rule: "unknown-field",
      parameters: ["name": "calender"]),
    Fault(
      old: #"[{"calendar""#, new: #"["x", {"calendar""#, field: "[0]", rule: "not-facts"),
    Fault(
      old: #""source": "uji"}}]"#, new: #""source": "uji"}, "key": {}}]"#, field: "[1]",
      rule: "not-facts"),
    Fault(old: #"[{"calendar""#, new: #"[{}, {"calendar""#, field: "[0]", rule: "not-facts"),
    Fault(
      old: #""year": 2028, "#, new: "", field: "[0].calendar.year", rule: "missing-field"),
    Fault(
      old: #""year": 2028"#, new: #""year": null"#, field: "[0].calendar.year",
      rule: "missing-field"),
    Fault(
      old: #""id": "Tahun Baru", "#, new: "", field: "[0].calendar.holidays[0].name.id",
      rule: "missing-field"),
    Fault(
      old: "2028,", new: #""2028","#, field: "[0].calendar.year", rule: "wrong-type",
      parameters: ["expected": "number", "given": "string"]),
    Fault(
      old: #"{"id": "Tahun Baru", "en": "New Year"}"#, new: #""Tahun Baru""#,
      field: "[0].calendar.holidays[0].name", rule: "wrong-type",
      parameters: ["expected": "object", "given": "string"]),
    Fault(
      old: #""Pemkab Uji""#, new: "7", field: "[1].unit.name", rule: "wrong-type",
      parameters: ["expected": "string", "given": "number"]),
    Fault(
      old: "2028,", new: "2028.5,", field: "[0].calendar.year", rule: "value-unusable",
      parameters: ["value": "2028.5"]),
    Fault(
      old: "2028-01-01", new: "2028-02-30", field: "[0].calendar.holidays[0].date",
      rule: "impossible-date", parameters: ["value": "2028-02-30"]),
    Fault(
      old: "national-holiday", new: "libur", field: "[0].calendar.holidays[0].kind",
      rule: "unknown-value",
      parameters: [
        "value": "libur", "allowed": "national-holiday, collective-leave, special-holiday",
      ]),
    Fault(
      old: #""certainty": "knowledge", "source": "uji", "holidays""#,
      new: #""certainty": "yes", "source": "uji", "holidays""#, field: "[0].calendar.certainty",
      rule: "unknown-value", parameters: ["allowed": "knowledge, secondary, regulation"]),
    Fault(
      old: "regency-government", new: "pemda", field: "[1].unit.kind", rule: "unknown-value"),
    Fault(old: "93.01", new: "93.1", field: "[1].unit.seat", rule: "region-syntax"),
    Fault(
      old: #""until""#, new: #""untill""#, field: "[1].unit.validity.untill",
      rule: "unknown-field", parameters: ["name": "untill", "allowed": "from, until"]),
    Fault(
      old: #""kind": "national"#, new: #""day": 1, "kind": "national"#,
      field: "[0].calendar.holidays[0].day", rule: "unknown-field"),
    Fault(
      old: #""2027-01-01""#, new: #""1 Januari 2027""#, field: "[1].unit.validity.from",
      rule: "not-a-time", parameters: ["value": "1 Januari 2027"]),
    Fault(
      old: #""2027-01-01""#, new: #""2027-02-30""#, field: "[1].unit.validity.from",
      rule: "impossible-date", parameters: ["value": "2027-02-30"]),
    Fault(
      old: #""regulation": "uji""#, new: #""name": "x""#, field: "[1].unit.name",
      rule: "duplicate-field"),
  ]

  private func facts(_ json: String) throws(Refusal) -> [RegistryFact] {
    try RegistryFact.list(json: Array(json.utf8))
  }

  @Test(arguments: faults)
  private func `a fault is refused with the fact, the field and the rule`(_ fault: Fault) throws {
    let document = Self.good.replacingOccurrences(of: fault.old, with: fault.new)
    try #require(document != Self.good)
    let refusal = try #require(throws: Refusal.self) { try facts(document) }
    #expect(refusal.code == .invalid)
    #expect(refusal.field == fault.field)
    #expect(refusal.rule == fault.rule)
    for (name, value) in fault.parameters { #expect(refusal.parameters[name] == value) }
  }

  @Test(arguments: [
    ("", "document-empty"), ("[]", "document-empty"), ("7", "not-facts"), ("null", "not-facts"),
    ("[", "malformed-json"), ("{} {}", "malformed-json"), ("[[]]", "not-facts"),
    (String(repeating: "[", count: 100), "too-deep"),
    (String(repeating: " ", count: 65_537), "document-too-large"),
  ])
  func `what is no document of facts is refused`(document: String, rule: String) throws {
    #expect(try #require(throws: Refusal.self) { try facts(document) }.rule == rule)
  }

  @Test func `one fact needs no list, and its place is the first`() throws {
    let table = #"{"calendar":{"year":2028,"holidays":[],"certainty":"secondary","source":"s"}}"#
    #expect(
      try facts(table) == [
        .calendar(CalendarFact(year: 2028, holidays: [], certainty: .secondary, source: "s"))
      ])
    let refusal = try #require(throws: Refusal.self) {
      try facts(table.replacingOccurrences(of: "2028", with: "true"))
    }
    #expect(refusal.field == "[0].calendar.year")
  }

  @Test func `a time is a date, RFC 3339 or milliseconds`() throws {
    for from in [#""2027-01-01""#, #""2026-12-31T17:00:00Z""#, "1798736400000"] {
      let fact = try facts(
        #"{"key":{"unit":"kemendag","publicKey":"","from":\#(from),"certainty":"secondary","#
          + #""source":""}}"#)
      guard case .key(let key)? = fact.first else {
        Issue.record("\(fact)")
        continue
      }
      #expect(key.from.rfc3339() == "2027-01-01T00:00:00+07:00")
    }
  }

  /// With every member that a fact may have.
  private static let everyKind: [RegistryFact] = {
    let time = Timestamp(milliseconds: 1_798_736_400_000)
    let validity = Validity(from: time, until: time.adding(.seconds(3600)))
    let (old, new) = (RegionCode("93.01")!, RegionCode("93.99")!)
    let name = BilingualText(id: "nama", en: "name")
    return [
      .region(
        RegionFact(
          code: new, level: .regency, name: "K", latitudeDegrees: -7.25, longitudeDegrees: 139.1,
          validity: validity, certainty: .knowledge, source: "s")),
      .regionChange(
        RegionChangeFact(
          kind: .renumber, oldCode: old, newCode: new, oldName: "a", newName: "b", from: time,
          regulation: "r", law: "l", certainty: .secondary, source: "s")),
      .unit(
        UnitFact(
          id: UnitID("pom-x"), kind: .loka, name: "n", seat: old, validity: validity,
          regulation: "r", certainty: .regulation, source: "s")),
      .area(
        AreaFact(
          unit: UnitID("pom-x"), regions: [old, new], from: time, until: time,
          certainty: .knowledge, source: "s")),
      .coordinator(
        CoordinatorFact(
          loka: UnitID("pom-x"), coordinator: UnitID("pom-y"), from: time, decree: "d",
          certainty: .regulation, source: "s")),
      .competence(
        CompetenceFact(
          permitType: "pirt", authority: .unit(UnitID("kemendag")), basis: "b",
          validity: validity, certainty: .secondary, source: "s")),
      .competence(
        CompetenceFact(
          permitType: "pirt", authority: .province, basis: "b", validity: validity,
          certainty: .secondary, source: "s")),
      .calendar(
        CalendarFact(
          year: 2027,
          holidays: [
            Holiday(
              date: CalendarDate("2027-01-01")!, kind: .national, name: name,
              certainty: .secondary, source: "s")
          ], certainty: .secondary, source: "s")),
      .substance(
        SubstanceFact(
          id: SubstanceID("x"), name: name, cas: "50-00-0", relatedCAS: ["1-1-1"],
          synonyms: ["y"], family: .boron, foods: ["z"], rapidTest: "t", confirmatoryTest: "c",
          hazard: "h", lists: [.b2], certainty: .secondary, source: "s")),
      .key(
        KeyFact(
          unit: UnitID("kemendag"), publicKey: "00", from: time, certainty: .secondary,
          source: "s")),
    ]
  }()

  @Test func `every kind is read as events have it, with every member`() throws {
    let json = String(decoding: try JSONEncoder().encode(Self.everyKind), as: UTF8.self)
    #expect(try facts(json) == Self.everyKind)
  }
}
