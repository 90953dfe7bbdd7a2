import Domain
import Testing

@Suite struct RegistryStateTests {
  typealias Fixture = RegistryFixture

  @Test func `a former code is valid at its time and names its successor afterwards`() throws {
    let state = try Fixture.state()
    let old = Fixture.code("91.01")
    #expect(state.hasRegion(old, at: Fixture.day("2021-06-01")))
    #expect(try state.region(old, at: Fixture.day("2021-06-01")).value.name == "Kabupaten Merauke")
    #expect(!state.hasRegion(old, at: Fixture.day("2022-11-09")))
    let refusal = #expect(throws: Refusal.self) {
      try state.region(old, at: Fixture.day("2026-01-01"), field: "places[0].region")
    }
    #expect(refusal?.rule == "region-replaced")
    #expect(refusal?.field == "places[0].region")
    #expect(refusal?.parameters["successors"] == "93.01")
  }

  @Test func `a new code asked before it existed names its predecessor`() throws {
    let state = try Fixture.state()
    for (code, predecessor) in [("93.01", "91.01"), ("93", "91")] {
      let refusal = #expect(throws: Refusal.self) {
        try state.region(Fixture.code(code), at: Fixture.day("2021-06-01"))
      }
      #expect(refusal?.rule == "region-not-yet")
      #expect(refusal?.parameters["predecessor"] == predecessor)
    }
    #expect(state.hasRegion(Fixture.code("93"), at: Fixture.day("2022-11-09")))
    #expect(state.hasRegion(Fixture.code("91"), at: Fixture.day("2026-01-01")))
  }

  @Test func `the owner before the known history is the known one and says so`() throws {
    let state = try Fixture.state()
    let now = state.owner(of: Fixture.code("93.01"), at: Fixture.day("2026-01-01"))
    #expect(now?.value == UnitID("pom-merauke"))
    #expect(now?.isEstablished == true)
    #expect(now?.certainty == .knowledge)
    let before = state.owner(of: Fixture.code("91.01"), at: Fixture.day("2021-01-01"))
    #expect(before?.value == UnitID("pom-merauke"))
    #expect(before?.isEstablished == false)
    #expect(state.owner(of: Fixture.code("91.01"), at: Fixture.day("2026-01-01")) == nil)
    #expect(state.owner(of: Fixture.code("13"), at: Fixture.day("2026-01-01")) == nil)
  }

  @Test func `an area passes to another unit on its day, its owner is remembered`() throws {
    var state = try Fixture.state()
    try state.apply(Fixture.area("pom-payakumbuh", ["13.03"], "2026-07-01"))
    let code = Fixture.code("13.03")
    let lastInstant = Timestamp(milliseconds: Fixture.day("2026-07-01").milliseconds - 1)
    #expect(state.owner(of: code, at: lastInstant)?.value == UnitID("pom-sijunjung"))
    #expect(
      state.owner(of: code, at: Fixture.day("2026-07-01"))?.value == UnitID("pom-payakumbuh"))
    #expect(
      state.otherOwners(of: code, at: Fixture.day("2026-08-01")) == [UnitID("pom-sijunjung")])
    #expect(
      state.otherOwners(of: code, at: Fixture.day("2026-01-01")) == [UnitID("pom-payakumbuh")])
  }

  @Test func `overlapping areas are refused and leave nothing behind`() throws {
    var state = try Fixture.state()
    let before = state
    for area in [
      Fixture.area("pom-padang", ["13.71", "13.76"]),
      Fixture.area("pom-padang", ["13.76"], "2024-01-01", until: "2025-06-01"),
    ] {
      let refusal = #expect(throws: Refusal.self) { try state.apply(area) }
      #expect(refusal?.rule == "area-overlap")
      #expect(refusal?.parameters["value"]?.hasPrefix("13.7") == true)
    }
    let unknown = Fixture.area("pom-padang", ["13.71", "99.99"], "2026-01-01")
    #expect(throws: Refusal.invalid("regions[1]", "unknown-region", ["value": "99.99"])) {
      try state.apply(unknown)
    }
    #expect(state == before)
  }

  @Test func `a unit is asked for by its name and kind of the time`() throws {
    let state = try Fixture.state()
    let payakumbuh = UnitID("pom-payakumbuh")
    #expect(state.unit(payakumbuh, at: Fixture.day("2020-01-01"))?.value.kind == .loka)
    #expect(state.unit(payakumbuh, at: Fixture.day("2023-10-24"))?.value.kind == .balai)
    #expect(
      state.name(of: UnitID("pom-sijunjung"), at: Fixture.day("2024-01-01"))
        == "Loka POM di Kabupaten Dharmasraya")
    #expect(state.unit(payakumbuh, at: Fixture.day("2010-01-01"))?.isEstablished == false)
    #expect(state.unit(UnitID("pom-atlantis"), at: Fixture.day("2020-01-01")) == nil)
  }

  @Test func `Pemda follow the code in force and Jakarta has the province only`() throws {
    let state = try Fixture.state()
    let now = Fixture.day("2026-01-01")
    #expect(state.pemda(of: Fixture.code("31.74"), at: now) == UnitID("pemda-31"))
    #expect(state.pemda(of: Fixture.code("13.76"), at: now) == UnitID("pemda-13.76"))
    #expect(state.pemda(of: Fixture.code("91.01"), at: now) == UnitID("pemda-93.01"))
    var changed = state
    let city = Fixture.unit("pemda-31.74", .cityGovernment, "Pemerintah Kota Jakarta Selatan")
    let refusal = #expect(throws: Refusal.self) { try changed.apply(city) }
    #expect(refusal?.rule == "region-not-autonomous")
  }

  @Test func `a lost trailing zero is told with its correction`() throws {
    let state = try Fixture.state()
    #expect(
      throws: Refusal.invalid(
        "region", "region-lost-zero", ["value": "13.1", "likely": "13.10"])
    ) { try state.regionCode(parsing: "13.1") }
    #expect(throws: Refusal.invalid("region", "unknown-region", ["value": "13.99"])) {
      try state.regionCode(parsing: "13.99")
    }
    #expect(throws: Refusal.invalid("region", "region-syntax", ["value": "13.9"])) {
      try state.regionCode(parsing: "13.9")
    }
    #expect(try state.regionCode(parsing: "13.10") == Fixture.code("13.10"))
  }

  @Test func `zones follow the place of the unit`() throws {
    let state = try Fixture.state()
    #expect(state.zone(of: UnitID("pom-merauke")) == .wit)
    #expect(state.zone(of: UnitID("pemda-91.01")) == .wit)
    #expect(state.zone(of: UnitID("pemda-13.76")) == .wib)
    #expect(state.zone(of: .kemendag) == .wib)
  }
}
