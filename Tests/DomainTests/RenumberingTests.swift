import Domain
import Testing

/// A regency that gets another code is the same regency: its owner, its Pemda and the findings in it
/// stay with it, whenever the registry learns of the change.
@Suite struct RenumberingTests {
  typealias Fixture = RegistryFixture

  private static let before = Fixture.day("2026-12-31")
  private static let after = Fixture.day("2027-01-01")
  private static let merauke = Fixture.unit(
    "pemda-93.01", .regencyGovernment, "Pemerintah Kabupaten Merauke")

  private func renumbering(_ old: String, _ new: String, from: Timestamp = after) -> RegistryFact {
    .regionChange(
      RegionChangeFact(
        kind: .renumber, oldCode: Fixture.code(old), newCode: Fixture.code(new),
        oldName: "Kabupaten Merauke", newName: "Kabupaten Merauke", from: from,
        regulation: "test", law: "", certainty: .knowledge, source: "test"))
  }

  /// Merauke with its Pemda, which from 2027 on is 93.09.
  private func renumbered() throws -> RegistryState {
    var state = try Fixture.state()
    try state.apply(Self.merauke)
    try state.apply(Fixture.region("93.09", .regency, "Kabupaten Merauke"))
    try state.apply(renumbering("93.01", "93.09"))
    return state
  }

  @Test func `a region renumbered later keeps its area and its name`() throws {
    let state = try renumbered()
    let owner = UnitID("pom-merauke")
    #expect(state.owner(of: Fixture.code("93.01"), at: Self.before)?.value == owner)
    #expect(state.owner(of: Fixture.code("93.01"), at: Self.after) == nil)
    #expect(state.owner(of: Fixture.code("93.09"), at: Self.after)?.value == owner)
    #expect(state.current(Fixture.code("91.01")) == Fixture.code("93.09"))
  }

  @Test(arguments: ["91.01", "93.01", "93.09"])
  func `each of a region's codes leads to the one in force`(code: String) throws {
    let state = try renumbered()
    for (day, inForce) in [
      ("2022-11-08", "91.01"), ("2022-11-09", "93.01"), ("2026-12-31", "93.01"),
      ("2027-01-01", "93.09"),
    ] {
      #expect(
        state.code(of: Fixture.code(code), at: Fixture.day(day)) == Fixture.code(inForce), "\(day)")
    }
  }

  @Test func `a split-off province does not lead back to the old one`() throws {
    let state = try renumbered()
    let code = state.code(of: Fixture.code("93"), at: Fixture.day("2020-01-01"))
    #expect(code == Fixture.code("93"))
  }

  @Test func `a code that was given up cannot be given again`() throws {
    var state = try Fixture.state()
    try state.apply(Fixture.region("13.30", .regency, "Kabupaten Sijunjung"))
    try state.apply(renumbering("13.03", "13.30"))
    let old = state
    let refusal = #expect(throws: Refusal.self) {
      try state.apply(renumbering("13.30", "13.03", from: Fixture.day("2028-01-01")))
    }
    #expect(refusal?.rule == "change-already-known")
    #expect(state == old)
  }

  @Test func `the Pemda stays the one that exists until that of the new code begins`() throws {
    var state = try renumbered()
    let code = Fixture.code("93.01")
    #expect(state.pemda(of: code, at: Self.before) == UnitID("pemda-93.01"))
    #expect(state.pemda(of: code, at: Self.after) == UnitID("pemda-93.01"))
    try state.apply(
      Fixture.unit(
        "pemda-93.09", .regencyGovernment, "Pemerintah Kabupaten Merauke", "2027-01-01"))
    #expect(state.pemda(of: code, at: Self.before) == UnitID("pemda-93.01"))
    #expect(state.pemda(of: code, at: Self.after) == UnitID("pemda-93.09"))
    #expect(state.pemda(of: Fixture.code("91.01"), at: Self.after) == UnitID("pemda-93.09"))
  }

  @Test func `a renumbering learned after the finding leaves nobody out`() throws {
    let state = try renumbered()
    let document = finding(
      [place(.found, "93.01"), place(.sold, "93.09")], foundAt: "2027-02-01T09:00:00+09:00")
    let decision = Routing.decide(
      RoutingInput(
        document: document, reporter: UnitID("pom-merauke"), eventTime: document.foundAt),
      in: state)
    #expect(
      circle(decision) == [
        "pemda-93=attention", "pemda-93.01=action", "pom-merauke!=action",
        "pusat-deputi-3=attention",
      ])
    #expect(!decision.flags.contains(.ownerUnknown))
    #expect(decision.spans == .none)
  }
}
