import Domain
import Testing

/// What each relation means, on a small country.
struct RightsJudgementTests {
  private static let now = RegistryFixture.day("2026-03-04")

  private func rights(
    _ unit: String?, function: Actor.Function? = nil, via: Actor.Way = .cli
  ) throws -> Rights {
    Rights(
      of: Actor(unit: unit.map { UnitID($0) }, function: function, via: via),
      in: try RegistryFixture.state(), at: Self.now)
  }

  private func finding(held: Bool) -> RightsSubject {
    let document = FindingDocument(
      activity: .distributionInspection, trigger: .routine, foundAt: Self.now,
      places: [
        FindingPlace(role: .found, region: RegistryFixture.code("13.03"), facility: .market)
      ],
      substance: SubstanceMention(given: "boraks", id: nil), confidential: true,
      group: [UnitID("pemda-13")])
    return RightsSubject(
      reporter: UnitID("pom-payakumbuh"), document: document,
      confidential: held
        ? ConfidentialGroup(reporter: UnitID("pom-payakumbuh"), units: document.group) : nil)
  }

  @Test(arguments: [
    ("pom-payakumbuh", Relation.reporter), ("pom-sijunjung", .owner), ("pom-padang", .coordinator),
    ("pemda-13", .groupMember), ("pusat-deputi-3", .headOffice), ("kemendag", .enrolled),
    ("pemda-99", .nobody),
  ])
  func `a unit has the relation that the registry and the finding give it`(
    unit: String, relation: Relation
  ) throws {
    #expect(try rights(unit).holds(relation, finding(held: true)))
  }

  @Test(arguments: [
    ("pom-payakumbuh", true), ("pemda-13", true), ("pom-sijunjung", false), ("pom-padang", false),
    ("pusat-deputi-3", false), ("kemendag", false), ("pemda-99", false),
  ])
  func `a confidential finding is shown to its reporter and its group alone`(
    unit: String, isShown: Bool
  ) throws {
    #expect(try rights(unit).may(.showFinding, finding(held: true)) == isShown)
    #expect(try rights(unit).may(.showFinding, finding(held: false)) == (unit != "pemda-99"))
  }

  @Test func `the cell that allows it is named`() throws {
    #expect(
      try rights("kemendag").right(to: .showFinding, finding(held: false)) == "F7.enrolled")
    #expect(try rights("pom-padang").right(to: .recordTest, finding(held: true)) == nil)
    #expect(
      try rights("pom-padang").right(to: .recordTest, finding(held: false)) == "F3.field-office")
  }

  @Test func `only the command line for no unit is the operator`() throws {
    #expect(try rights(nil).may(.adoptLog))
    #expect(try !rights(nil, via: .gateway).may(.adoptLog))
    #expect(try !rights(nil, via: .gateway).may(.showFinding, finding(held: false)))
    #expect(try !rights("pusat-deputi-3").may(.adoptLog))
  }

  @Test func `an auditor reads what is open and does nothing`() throws {
    let auditor = try rights("pusat-deputi-3", function: .auditor)
    #expect(auditor.may(.showFinding, finding(held: false)))
    #expect(!auditor.may(.showFinding, finding(held: true)))
    #expect(!auditor.may(.withdrawFinding, finding(held: false)))
    #expect(!auditor.may(.enrol))
    #expect(try !rights("pemda-13", function: .auditor).may(.traceDelivery, finding(held: false)))
  }

  @Test func `an actor keeps words that it does not know`() throws {
    #expect(Actor.Way(rawValue: "tomorrow").rawValue == "tomorrow")
    #expect(try !rights(nil, via: Actor.Way(rawValue: "tomorrow")).may(.status))
  }
}
