import Domain
import Testing

@testable import RoutingOracle

/// Cases whose circle was written by hand from the rules' text: `A` action, `C` coordination, `a`
/// attention.
struct OracleCaseTests {
  private static func circle(
    _ document: FindingDocument, by reporter: String, at event: String? = nil,
    adding facts: [RegistryFact] = []
  ) throws -> [String: String] {
    let oracle = try OracleCountry.oracle(adding: facts)
    let time = try event.map { try OracleCountry.time($0) } ?? document.foundAt
    return written(oracle.circle(of: document, reporter: UnitID(reporter), at: time))
  }

  private static func written(_ circle: [UnitID: Set<RecipientRole>]) -> [String: String] {
    var written: [String: String] = [:]
    for (unit, roles) in circle {
      let letters: [RecipientRole: String] = [.action: "A", .coordination: "C", .attention: "a"]
      written[unit.rawValue] = roles.sorted().reversed().compactMap { letters[$0] }.joined()
    }
    return written
  }

  @Test func `a Loka's home firm is told to the Loka, its coordinator, both Pemda and Pusat`()
    throws
  {
    let finding = try OracleCountry.finding(
      "2026-03-04T16:20:00+07:00",
      [
        OracleCountry.place("17.02"),
        OracleCountry.place("17.02", .homeIndustry, permit: "pirt", role: .produced),
      ])
    #expect(
      try Self.circle(finding, by: "pom-rejang-lebong") == [
        "pom-rejang-lebong": "A", "pom-bengkulu": "a", "pemda-17.02": "A", "pemda-17": "a",
        "pusat-deputi-3": "a",
      ])
  }

  @Test func `in a Balai Besar's own area there is no coordinator`() throws {
    let finding = try OracleCountry.finding(
      "2026-07-30T09:00:00+07:00", [OracleCountry.place("33.74", .plant, role: .produced)])
    #expect(
      try Self.circle(finding, by: "pom-semarang") == [
        "pom-semarang": "A", "pemda-33.74": "A", "pemda-33": "a", "pusat-deputi-3": "a",
      ])
  }

  @Test func `across regencies the coordinator coordinates and the province acts`() throws {
    let finding = try OracleCountry.finding(
      "2026-05-11T09:00:00+07:00",
      [
        OracleCountry.place("17.71", .stall), OracleCountry.place("17.71", .stall),
        OracleCountry.place("17.03", .stall),
        OracleCountry.place("17.08", .plant, role: .produced),
      ])
    #expect(
      try Self.circle(finding, by: "pom-bengkulu") == [
        "pom-bengkulu": "AC", "pom-rejang-lebong": "A", "pemda-17.08": "A", "pemda-17.71": "A",
        "pemda-17.03": "A", "pemda-17": "A", "pusat-deputi-3": "a",
      ])
  }

  @Test func `a Pemda that reports keeps its role to act`() throws {
    let finding = try OracleCountry.finding(
      "2026-06-02T10:00:00+07:00",
      [OracleCountry.place("61.01", .homeIndustry, permit: "pirt", role: .produced)])
    let circle = try Self.circle(finding, by: "pemda-61.01")
    #expect(
      circle == [
        "pom-sambas": "A", "pom-pontianak": "a", "pemda-61.01": "A", "pemda-61": "a",
        "pusat-deputi-3": "a",
      ])
  }

  @Test(arguments: [
    ("2026-03-31T23:59:59+07:00", "pom-padang"), ("2026-04-01T00:00:00+07:00", "pom-payakumbuh"),
  ])
  func `the coordinator is the one of the event, not of the finding`(
    event: String, coordinator: String
  ) throws {
    let decree = RegistryFact.coordinator(
      CoordinatorFact(
        loka: UnitID("pom-sijunjung"), coordinator: UnitID("pom-payakumbuh"),
        from: try OracleCountry.time("2026-04-01T00:00:00+07:00"), decree: "invented",
        certainty: .regulation, source: "test"))
    let finding = try OracleCountry.finding(
      "2026-03-20T08:00:00+07:00", [OracleCountry.place("13.03")])
    #expect(
      try Self.circle(finding, by: "pom-sijunjung", at: event, adding: [decree]) == [
        "pom-sijunjung": "A", coordinator: "a", "pemda-13.03": "A", "pemda-13": "a",
        "pusat-deputi-3": "a",
      ])
  }

  @Test func `a designation that ended leaves no coordinator`() throws {
    let end = RegistryFact.coordinator(
      CoordinatorFact(
        loka: UnitID("pom-sijunjung"), coordinator: nil,
        from: try OracleCountry.time("2026-04-01T00:00:00+07:00"), decree: "invented",
        certainty: .regulation, source: "test"))
    let finding = try OracleCountry.finding(
      "2026-03-20T08:00:00+07:00", [OracleCountry.place("13.03")])
    let circle = try Self.circle(
      finding, by: "pom-sijunjung", at: "2026-04-08T08:00:00+07:00", adding: [end])
    #expect(
      circle == [
        "pom-sijunjung": "A", "pemda-13.03": "A", "pemda-13": "a", "pusat-deputi-3": "a",
      ])
  }

  @Test(arguments: [("2025-03-19T12:00:00+07:00", true), ("2025-03-21T12:00:00+07:00", false)])
  func `a Loka that became a Balai has no coordinator any more`(event: String, has: Bool) throws {
    let finding = try OracleCountry.finding(event, [OracleCountry.place("33.02")])
    let circle = try Self.circle(finding, by: "pom-banyumas")
    #expect(circle["pom-semarang"] == (has ? "a" : nil))
    #expect(circle["pom-banyumas"] == "A")
  }

  @Test func `a governor's borax retailer makes the province act, and Trade and Pusat look`() throws
  {
    let finding = try OracleCountry.finding(
      "2026-08-14T09:00:00+07:00",
      [OracleCountry.place("33.72", .b2Trader, permit: "pt-b2", role: .supplied)])
    #expect(
      try Self.circle(finding, by: "pom-surakarta") == [
        "pom-surakarta": "A", "pemda-33": "A", "pemda-33.72": "a", "pusat-deputi-3": "C",
        "kemendag": "a",
      ])
  }

  @Test func `a dealer of the Ministry of Trade makes the ministry act`() throws {
    let finding = try OracleCountry.finding(
      "2026-08-14T09:00:00+07:00",
      [OracleCountry.place("33.72", .warehouse, permit: "dt-b2", role: .stored)])
    #expect(
      try Self.circle(finding, by: "pom-surakarta") == [
        "pom-surakarta": "A", "pemda-33": "a", "pemda-33.72": "a", "pusat-deputi-3": "C",
        "kemendag": "A",
      ])
  }

  @Test func `a dealer without any permit makes the ministry, the province and the city act`()
    throws
  {
    let finding = try OracleCountry.finding(
      "2026-08-14T09:00:00+07:00", [OracleCountry.place("33.72", .b2Trader, role: .supplied)])
    #expect(
      try Self.circle(finding, by: "pom-surakarta") == [
        "pom-surakarta": "A", "pemda-33": "Aa", "pemda-33.72": "A", "pusat-deputi-3": "C",
        "kemendag": "A",
      ])
  }

  @Test func `in Jakarta the Pemda of every city is the province`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00",
      [OracleCountry.place("31.74", .pharmacy, permit: "apotek", role: .sold)])
    #expect(
      try Self.circle(finding, by: "pom-jakarta") == [
        "pom-jakarta": "A", "pemda-31": "A", "pusat-deputi-3": "a",
      ])
    let market = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00", [OracleCountry.place("31.01")])
    #expect(try Self.circle(market, by: "pom-jakarta")["pemda-31"] == "Aa")
  }

  @Test func `two provinces make Pusat and the coordinators coordinate`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00",
      [
        OracleCountry.place("17.02", .shop, permit: "md"),
        OracleCountry.place("33.74", .plant, permit: "md", role: .produced),
      ])
    #expect(
      try Self.circle(finding, by: "pom-semarang") == [
        "pom-rejang-lebong": "A", "pom-semarang": "A", "pom-bengkulu": "C", "pemda-17.02": "a",
        "pemda-17": "a", "pemda-33.74": "a", "pemda-33": "a", "pusat-deputi-3": "AC",
      ])
  }

  @Test func `two owners without a common coordinator make Pusat coordinate`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00",
      [OracleCountry.place("33.74"), OracleCountry.place("33.72", role: .supplied)])
    #expect(
      try Self.circle(finding, by: "pom-semarang") == [
        "pom-semarang": "A", "pom-surakarta": "A", "pemda-33.74": "A", "pemda-33.72": "A",
        "pemda-33": "A", "pusat-deputi-3": "C",
      ])
  }

  @Test func `an outbreak is told to the head of BPOM and the Ministry of Health`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00", [OracleCountry.place("34.71", .household, permit: "md")],
      activity: .outbreak)
    #expect(
      try Self.circle(finding, by: "pemda-34.71") == [
        "pom-yogyakarta": "A", "pemda-34.71": "Aa", "pemda-34": "a", "pusat-deputi-3": "Aa",
        "pusat-kepala": "a", "kemenkes": "a",
      ])
  }

  @Test func `while no region is known the reporter is the owner and Pusat coordinates`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00", [OracleCountry.place(nil, .online, role: .sold)])
    #expect(
      try Self.circle(finding, by: "pom-semarang") == [
        "pom-semarang": "A", "pusat-deputi-3": "C", "komdigi": "a",
      ])
  }

  @Test func `a known place has its owner although another's region is unknown`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00",
      [
        OracleCountry.place("34.71"),
        OracleCountry.place(nil, .warehouse, permit: "it-b2", role: .supplied),
      ])
    #expect(
      try Self.circle(finding, by: "pom-semarang") == [
        "pom-yogyakarta": "A", "pemda-34.71": "A", "pemda-34": "a", "pusat-deputi-3": "C",
        "kemendag": "A",
      ])
  }

  @Test func `an unknown permit type adds nobody and makes Pusat coordinate`() throws {
    let finding = try OracleCountry.finding(
      "2026-02-02T09:00:00+07:00", [OracleCountry.place("34.71", .shop, permit: "izin-baru")])
    #expect(
      try Self.circle(finding, by: "pom-yogyakarta") == [
        "pom-yogyakarta": "A", "pemda-34.71": "a", "pemda-34": "a", "pusat-deputi-3": "C",
      ])
  }

  @Test(arguments: [
    ("91.01", "2021-06-01T09:00:00+09:00", "pemda-91"),
    ("93.01", "2025-06-01T09:00:00+09:00", "pemda-93"),
  ])
  func
    `a regency that was renumbered keeps its Pemda and its owner, and lies in the province of then`(
      code: String, foundAt: String, province: String
    ) throws
  {
    let finding = try OracleCountry.finding(foundAt, [OracleCountry.place(code)])
    #expect(
      try Self.circle(finding, by: "pom-merauke") == [
        "pom-merauke": "A", "pom-jayapura": "a", "pemda-93.01": "A", province: "a",
        "pusat-deputi-3": "a",
      ])
  }

  @Test func `a finding older than the areas goes to the first owner that is known`() throws {
    let finding = try OracleCountry.finding(
      "2016-05-01T09:00:00+07:00",
      [OracleCountry.place("33.74", .shop, permit: "pt-b2", role: .sold)])
    #expect(
      try Self.circle(finding, by: "pom-semarang") == [
        "pom-semarang": "A", "pemda-33": "A", "pemda-33.74": "a", "pusat-deputi-3": "C",
        "kemendag": "a",
      ])
  }

  @Test func `a confidential finding is held to its group and the reporter`() throws {
    let finding = try OracleCountry.finding(
      "2026-03-04T16:20:00+07:00", [OracleCountry.place("17.02")],
      group: ["pom-bengkulu", "pusat-deputi-4"])
    let held = try OracleCountry.oracle().heldCircle(
      of: finding, reporter: UnitID("pom-rejang-lebong"), at: finding.foundAt)
    #expect(
      Self.written(held) == [
        "pom-rejang-lebong": "A", "pom-bengkulu": "a", "pusat-deputi-4": "a",
      ])
  }

  @Test func `tasks go to Pemda and ministries that must act, not to BPOM's offices`() throws {
    let finding = try OracleCountry.finding(
      "2026-08-14T09:00:00+07:00",
      [OracleCountry.place("33.72", .b2Trader, role: .supplied)])
    let oracle = try OracleCountry.oracle()
    let circle = oracle.circle(
      of: finding, reporter: UnitID("pom-surakarta"), at: finding.foundAt)
    #expect(
      oracle.taskUnits(in: circle, at: finding.foundAt)
        == [UnitID("pemda-33"), UnitID("pemda-33.72"), UnitID("kemendag")])
  }
}
