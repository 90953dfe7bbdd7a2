import Domain
import Testing

@Suite struct RegistryStateCoordinatorTests {
  typealias Fixture = RegistryFixture

  private let sijunjung = UnitID("pom-sijunjung")
  private let padang = UnitID("pom-padang")
  private let payakumbuh = UnitID("pom-payakumbuh")

  @Test func `a decree changes the coordinator at its instant`() throws {
    var state = try Fixture.state()
    let from = Fixture.day("2026-04-01")
    try state.apply(
      .coordinator(
        Fixture.designation("pom-sijunjung", "pom-payakumbuh", "2026-04-01", "SK-9")))
    let before = Timestamp(milliseconds: from.milliseconds - 1)
    #expect(state.coordinator(of: sijunjung, at: before)?.value.coordinator == padang)
    let after = state.coordinator(of: sijunjung, at: from)
    #expect(
      after?.value == Designation(coordinator: payakumbuh, decree: "SK-9", from: from))
    #expect(state.otherCoordinators(of: sijunjung, at: from) == [padang])
    #expect(state.otherCoordinators(of: sijunjung, at: before) == [payakumbuh])
  }

  @Test func `a retroactive decree takes its place between the others`() throws {
    var state = try Fixture.state()
    for fact in [
      Fixture.designation("pom-sijunjung", nil, "2026-06-01", "SK-10"),
      Fixture.designation("pom-sijunjung", "pom-payakumbuh", "2026-04-01", "SK-9"),
    ] {
      try state.apply(.coordinator(fact))
    }
    let coordinators = ["2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01"].map {
      state.coordinator(of: sijunjung, at: Fixture.day($0))?.value.coordinator
    }
    #expect(coordinators == [padang, payakumbuh, payakumbuh, nil])
  }

  @Test func `a promoted Loka has no coordinator from that day`() throws {
    let state = try Fixture.state()
    let lastDay = Fixture.day("2023-10-23")
    #expect(state.coordinator(of: payakumbuh, at: lastDay)?.value.coordinator == padang)
    #expect(state.coordinator(of: payakumbuh, at: Fixture.day("2023-10-24")) == nil)
    #expect(state.otherCoordinators(of: payakumbuh, at: Fixture.day("2026-01-01")) == [padang])
  }

  @Test func `before all history the first designation answers and says so`() throws {
    let state = try Fixture.state()
    let early = state.coordinator(of: sijunjung, at: Fixture.day("2015-01-01"))
    #expect(early?.value.coordinator == padang)
    #expect(early?.isEstablished == false)
    // Merauke has no designation in the fixture; a later one says nothing of the time before.
    var changed = state
    try changed.apply(
      .coordinator(Fixture.designation("pom-merauke", "pom-padang", "2026-01-01", "SK-3")))
    #expect(changed.coordinator(of: UnitID("pom-merauke"), at: Fixture.day("2025-12-31")) == nil)
  }

  @Test(arguments: [
    ("pom-padang", "pom-payakumbuh", "SK", "not-a-loka", "loka"),
    ("pom-atlantis", "pom-padang", "SK", "unknown-unit", "loka"),
    ("pom-sijunjung", "pom-atlantis", "SK", "unknown-unit", "coordinator"),
    ("pom-sijunjung", "pom-merauke", "SK", "coordinator-not-a-balai", "coordinator"),
    ("pom-sijunjung", "pusat-deputi-3", "SK", "coordinator-not-a-balai", "coordinator"),
    ("pom-sijunjung", "pom-sijunjung", "SK", "coordinator-is-itself", "coordinator"),
    ("pom-sijunjung", "pom-padang", "SK-1", "already-designated", "coordinator"),
    ("pom-sijunjung", "pom-padang", "", "decree-missing", "decree"),
    ("pom-merauke", nil, "SK", "no-designation", "loka"),
  ])
  func `an impossible designation is refused by name`(
    loka: String, coordinator: String?, decree: String, rule: String, field: String
  ) throws {
    var state = try Fixture.state()
    let before = state
    let fact = Fixture.designation(loka, coordinator, "2026-01-01", decree)
    let refusal = #expect(throws: Refusal.self) { try state.apply(.coordinator(fact)) }
    #expect(refusal?.rule == rule)
    #expect(refusal?.field == field)
    #expect(state == before)
  }

  @Test func `two designations at the same instant conflict`() throws {
    var state = try Fixture.state()
    let fact = Fixture.designation("pom-sijunjung", "pom-payakumbuh", "2026-01-01", "SK-7")
    try state.apply(.coordinator(fact))
    var other = fact
    other.coordinator = padang
    let refusal = #expect(throws: Refusal.self) { try state.apply(.coordinator(other)) }
    #expect(refusal == Refusal(.conflict, field: "from", rule: "already-dated"))
  }
}
