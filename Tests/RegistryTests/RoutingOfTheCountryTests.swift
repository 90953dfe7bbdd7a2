import Domain
import RegistryService
import Testing

/// Findings of the known cases, routed by the real registry.
@Suite struct RoutingOfTheCountryTests {
  /// A finding's places as JSON, and each recipient with its role.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var reporter: String
    var places: String
    var roles: [String: RecipientRole]
  }

  static let cases = [
    Case(
      testDescription: "case 0, red crackers in Rejang Lebong", reporter: "pom-rejang-lebong",
      places: #"{"role":"found","region":"17.02","facility":"market"},"#
        + #"{"role":"produced","region":"17.02","facility":"home-industry","#
        + #""permit":{"type":"pirt","number":"2061702010001-27"}}"#,
      roles: [
        "pom-rejang-lebong": .action, "pom-bengkulu": .attention, "pusat-deputi-3": .attention,
        "pemda-17.02": .action, "pemda-17": .attention,
      ]),
    Case(
      testDescription: "case 1, a noodle plant in Semarang", reporter: "pom-semarang",
      places: #"{"role":"produced","region":"33.74","facility":"plant"}"#,
      roles: [
        "pom-semarang": .action, "pusat-deputi-3": .attention, "pemda-33.74": .action,
        "pemda-33": .attention,
      ]),
    Case(
      testDescription: "case 2, noodles from Kepahiang", reporter: "pom-bengkulu",
      places: #"{"role":"found","region":"17.71","facility":"stall"},"#
        + #"{"role":"found","region":"17.71","facility":"stall"},"#
        + #"{"role":"found","region":"17.03","facility":"stall"},"#
        + #"{"role":"produced","region":"17.08","facility":"home-industry"}"#,
      roles: [
        "pom-bengkulu": .action, "pom-rejang-lebong": .action, "pusat-deputi-3": .attention,
        "pemda-17.08": .action, "pemda-17.71": .action, "pemda-17.03": .action,
        "pemda-17": .action,
      ]),
    Case(
      testDescription: "case 6, a borax retailer in Surakarta", reporter: "pom-surakarta",
      places: #"{"role":"sold","region":"33.72","facility":"b2-trader","#
        + #""permit":{"type":"pt-b2","number":"1"}}"#,
      roles: [
        "pom-surakarta": .action, "pemda-33": .action, "pemda-33.72": .attention,
        "pusat-deputi-3": .coordination, "kemendag": .attention,
      ]),
    Case(
      testDescription: "a market in South Jakarta", reporter: "pom-jakarta",
      places: #"{"role":"found","region":"31.74","facility":"market"}"#,
      roles: [
        "pom-jakarta": .action, "pemda-31": .action, "pusat-deputi-3": .attention,
      ]),
  ]

  @Test(arguments: cases)
  func `exactly the expected units are told, each in its role`(example: Case) throws {
    let state = try ReferenceDataTests.data.get().state
    let now = try #require(Timestamp(rfc3339: "2026-03-04T18:00:00+07:00"))
    let json =
      #"{"activity":"distribution-inspection","trigger":"routine","#
      + #""foundAt":"2026-03-04T16:20:00+07:00","places":["# + example.places
      + #"],"substance":"bleng","test":{"kind":"rapid","result":"positive"}}"#
    let document = try FindingDocument(json: Array(json.utf8), now: now, vocabulary: state)
    #expect(document.substance.id == SubstanceID("boraks"))
    let decision = Routing.decide(
      RoutingInput(document: document, reporter: UnitID(example.reporter), eventTime: now),
      in: state)
    let roles = Dictionary(
      uniqueKeysWithValues: decision.recipients.map { ($0.unit.rawValue, $0.role) })
    #expect(roles == example.roles)
    #expect(decision.recipients.allSatisfy { state.hasUnit($0.unit, at: now) })
    #expect(
      decision.recipients.filter { !$0.news }.map(\.unit) == [UnitID(example.reporter)])
  }
}
