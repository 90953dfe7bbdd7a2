import Domain
import RegistryService
import Testing

/// Findings read and routed on the country as it is loaded at first start.
@Suite struct FindingOnReferenceDataTests {
  let state: RegistryState

  init() throws { state = try ReferenceDataTests.data.get().state }

  private func read(_ places: String, foundAt: String) throws -> FindingDocument {
    let text = """
      {"activity":"distribution-inspection","foundAt":"\(foundAt)","substance":"Bleng",
       "places":[\(places)]}
      """
    let now = try #require(Timestamp(rfc3339: "2026-10-01T00:00:00+07:00"))
    return try FindingDocument(json: Array(text.utf8), now: now, vocabulary: state)
  }

  private func place(_ region: String, permit: String? = nil) -> String {
    let permitText = permit.map { #","permit":{"type":"\#($0)"}"# } ?? ""
    return #"{"role":"found","region":"\#(region)","facility":"shop"\#(permitText)}"#
  }

  private func circle(_ places: String, foundAt: String, by reporter: String) throws -> [String] {
    let document = try read(places, foundAt: foundAt)
    #expect(document.substance.id == SubstanceID("boraks"))
    let decision = Routing.decide(
      RoutingInput(document: document, reporter: UnitID(reporter), eventTime: document.foundAt),
      in: state)
    return decision.recipients.map { "\($0.unit)\($0.news ? "" : "!")=\($0.role.rawValue)" }
  }

  @Test func `every regency and city has an owner and a Pemda that act`() throws {
    let at = try #require(Timestamp(rfc3339: "2026-03-04T00:00:00Z"))
    let codes = (1101...9799).compactMap { number in
      RegionCode("\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)")
    }
    .filter { state.hasRegion($0, at: at) }
    #expect(codes.count == 514)
    for code in codes {
      let units = try circle(
        place(code.rawValue), foundAt: "2026-03-04T16:20:00+07:00", by: "pusat-inspektorat")
      #expect(units.filter { $0.hasPrefix("pom-") && $0.hasSuffix("=action") }.count == 1)
      #expect(units.filter { $0.hasPrefix("pemda-") && $0.hasSuffix("=action") }.count == 1)
    }
  }

  @Test(arguments: [
    ("32.1", "2026-03-04T16:20:00+07:00", "region-lost-zero", "likely", "32.10"),
    ("17.99", "2026-03-04T16:20:00+07:00", "unknown-region", "value", "17.99"),
    ("Rejang Lebong", "2026-03-04T16:20:00+07:00", "region-syntax", "value", "Rejang Lebong"),
    ("91.01", "2026-03-04T16:20:00+07:00", "region-replaced", "successors", "93.01"),
    ("93.01", "2021-03-04T16:20:00+07:00", "region-not-yet", "predecessor", "91.01"),
    ("17", "2026-03-04T16:20:00+07:00", "region-is-province", "value", "17"),
  ])
  func `a code that is no regency of that day is refused with its correction`(
    region: String, foundAt: String, rule: String, parameter: String, value: String
  ) throws {
    let refusal = try #require(throws: Refusal.self) {
      try read(place("17.02") + "," + place(region), foundAt: foundAt)
    }
    #expect(refusal.rule == rule)
    #expect(refusal.field == "places[1].region")
    #expect(refusal.parameters[parameter] == value)
  }

  @Test func `case 0's answer is due on 31 March 2026, and in 2028 the date is provisional`() throws
  {
    let received = try #require(Timestamp(rfc3339: "2026-03-04T17:00:00+07:00"))
    let due = WorkingDays.deadline(
      receivedAt: received, days: 14, zone: .wib, calendar: { state.holidayTable(of: $0) })
    #expect(due.dueAt.rfc3339() == "2026-03-31T23:59:59+07:00")
    #expect(!due.provisional)
    let later = WorkingDays.deadline(
      receivedAt: try #require(Timestamp(rfc3339: "2028-03-06T09:00:00+07:00")), days: 14,
      zone: .wit, calendar: { state.holidayTable(of: $0) })
    #expect(later.provisional)
    #expect(later.yearsWithoutTable == [2028])
    #expect(later.dueAt.rfc3339(in: .wit) == "2028-03-24T23:59:59+09:00")
  }
}
