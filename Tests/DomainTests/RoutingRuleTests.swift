import Domain
import Testing

/// "Routing, made precise", rule by rule.
@Suite struct RoutingRuleTests {
  @Test func `rule 1: every place's owner acts, each with its basis`() throws {
    let decision = route(
      finding([place(.found, "33.74"), place(.produced, "33.72")]), by: "pusat-inspektorat")
    #expect(decision.recipient("pom-semarang")?.role == .action)
    let reason = try #require(decision.recipient("pom-surakarta")?.reasons.first)
    #expect(reason.rule == .owner)
    #expect(reason.basis == "Peraturan BPOM 3/2025")
    #expect(reason.certainty == .secondary)
    #expect(reason.places == [1])
  }

  @Test(arguments: [
    ("pbf-cabang", "pemda-33"), ("pak-cabang", "pemda-33"), ("ukot", "pemda-33"),
    ("pt-b2", "pemda-33"), ("apotek", "pemda-33.74"), ("toko-obat", "pemda-33.74"),
    ("toko-alkes", "pemda-33.74"), ("optikal", "pemda-33.74"), ("umot", "pemda-33.74"),
    ("alkes-kelas-1", "pemda-33.74"), ("pkrt-kelas-1", "pemda-33.74"), ("pirt", "pemda-33.74"),
    ("dt-b2", "kemendag"), ("it-b2", "kemendag"), ("ip-b2", "kemendag"), ("p-b2", "kemendag"),
    ("md", "pusat-deputi-3"), ("ml", "pusat-deputi-3"),
  ])
  func `rule 2: who issues the permit acts, and the other local government only knows`(
    permit: String, authority: String
  ) throws {
    let decision = route(
      finding([place(.produced, "33.74", .plant, permit: permit)]), by: "pom-semarang")
    let recipient = try #require(decision.recipient(authority))
    #expect(recipient.role == .action)
    let expected: RoutingRule =
      authority.hasPrefix("pemda-") ? .competentAuthority : .competentMinistry
    #expect(recipient.reasons.first?.rule == expected)
    #expect(recipient.reasons.first?.parameters["permit"] == permit)
    for pemda in ["pemda-33", "pemda-33.74"] where pemda != authority {
      #expect(decision.recipient(pemda)?.role == .attention)
    }
  }

  @Test func `rule 2: a ministry acts without a region, a Pemda cannot`() {
    let ministry = route(
      finding([place(.supplied, nil, .shop, permit: "dt-b2")]), by: "pom-semarang")
    #expect(ministry.recipient("kemendag")?.role == .action)
    let pemda = route(finding([place(.produced, nil, .plant, permit: "pirt")]), by: "pom-semarang")
    #expect(circle(pemda) == ["pom-semarang!=action", "pusat-deputi-3=coordination"])
  }

  @Test func `rule 2: an unknown permit type adds nobody, is flagged, and Pusat coordinates`() {
    let decision = route(
      finding([place(.produced, "33.74", .plant, permit: "pb-umku-77")]), by: "pom-semarang")
    #expect(
      circle(decision) == [
        "pemda-33=attention", "pemda-33.74=attention", "pom-semarang!=action",
        "pusat-deputi-3=coordination",
      ])
    #expect(decision.flags == [.competenceUnknown])
    #expect(decision.rules("pusat-deputi-3") == [.pusatCompetenceUnknown, .pusat])
  }

  @Test func `rule 3: in DKI Jakarta the Pemda is the province, and the city is explained`() {
    let decision = route(finding([place(.found, "31.71")]), by: "pom-jakarta")
    #expect(
      circle(decision) == [
        "pemda-31=action", "pom-jakarta!=action", "pusat-deputi-3=attention",
      ])
    #expect(decision.rules("pemda-31") == [.pemdaNoPermit, .province])
    #expect(
      decision.notTold == [
        NotTold(
          unit: UnitID("pemda-31.71"), reason: .administrativeArea,
          parameters: ["region": "31.71", "instead": "pemda-31"])
      ])
  }

  @Test func `rule 3: one place with and one without a permit make the Pemda act once`() throws {
    let decision = route(
      finding([
        place(.sold, "33.74", .shop, permit: "ukot"), place(.sold, "33.74", .stall),
      ]), by: "pom-semarang")
    let pemda = try #require(decision.recipient("pemda-33.74"))
    #expect(pemda.role == .action)
    #expect(pemda.roles == [.action, .attention])
    #expect(pemda.reasons.map(\.rule) == [.pemdaNoPermit, .pemdaPlace])
  }

  @Test func `rule 4: a province acts only for regencies of its own that differ`() {
    let twoProvinces = route(
      finding([place(.found, "33.74"), place(.produced, "17.02")]), by: "pom-semarang")
    #expect(twoProvinces.recipient("pemda-33")?.role == .attention)
    #expect(twoProvinces.recipient("pemda-17")?.role == .attention)
    let sameRegency = route(
      finding([place(.found, "33.74"), place(.produced, "33.74")]), by: "pom-semarang")
    #expect(sameRegency.recipient("pemda-33")?.role == .attention)
    let twoRegencies = route(
      finding([place(.found, "33.74"), place(.sold, "33.72"), place(.produced, "17.02")]),
      by: "pom-semarang")
    #expect(twoRegencies.recipient("pemda-33")?.role == .action)
    #expect(twoRegencies.recipient("pemda-17")?.role == .attention)
  }

  @Test func `rule 5: no decree, no coordinator; an ended designation likewise`() {
    var registry = FakeJurisdiction()
    registry.coordinators["pom-rejang-lebong"]?.append(("2026-02-01T00:00:00+07:00", nil))
    let decision = route(
      finding([place(.found, "17.02")]), by: "pom-rejang-lebong", in: registry)
    #expect(decision.recipient("pom-bengkulu") == nil)
    #expect(decision.notTold.map(\.unit) == [UnitID("pom-bengkulu")])
    #expect(decision.notTold.map(\.reason) == [.coordinatorAtAnotherTime])
  }

  @Test func `rule 5: the coordinator coordinates when the finding spans`() throws {
    let decision = route(
      finding([place(.found, "17.02"), place(.produced, "33.74")]), by: "pom-rejang-lebong")
    let coordinator = try #require(decision.recipient("pom-bengkulu"))
    #expect(coordinator.role == .coordination)
    #expect(coordinator.reasons.map(\.rule) == [.coordinatorSpanning])
    #expect(coordinator.reasons.first?.basis == "Keputusan Kepala 2020")
    #expect(coordinator.reasons.first?.parameters == ["owner": "pom-rejang-lebong"])
  }

  @Test func `rule 6: Pusat coordinates across provinces and where nobody leads alone`() {
    let provinces = route(
      finding([place(.found, "33.74"), place(.produced, "17.02")]), by: "pom-semarang")
    #expect(
      provinces.rules("pusat-deputi-3") == [.pusatAcrossProvinces, .pusatNoSingleLead, .pusat])
    let oneProvince = route(
      finding([place(.found, "33.74"), place(.produced, "33.72")]), by: "pom-semarang")
    #expect(oneProvince.rules("pusat-deputi-3") == [.pusatNoSingleLead, .pusat])
    let oneOwner = route(
      finding([place(.found, "17.02"), place(.produced, "17.08")]), by: "pom-rejang-lebong")
    #expect(oneOwner.rules("pusat-deputi-3") == [.pusat])
  }

  @Test func `rule 6: one place without a region makes Pusat coordinate, the others stay routed`() {
    let decision = route(
      finding([place(.found, "33.74"), place(.supplied, nil, .other)]), by: "pusat-inspektorat")
    #expect(decision.rules("pusat-deputi-3") == [.pusatRegionUnknown, .pusat])
    #expect(decision.recipient("pom-semarang")?.role == .action)
    #expect(decision.recipient("pusat-inspektorat") == nil)
    #expect(decision.flags == [.regionUnknown])
  }

  @Test func `rule 6: an online place is told to Komdigi`() {
    let decision = route(finding([place(.sold, "33.74", .online)]), by: "pom-semarang")
    #expect(decision.rules("komdigi") == [.online])
    #expect(decision.recipient("komdigi")?.role == .attention)
  }

  @Test func `rule 6: a region outside every area is flagged and Pusat coordinates`() {
    let decision = route(finding([place(.found, "94.01")]), by: "pom-semarang")
    #expect(decision.flags == [.ownerUnknown])
    #expect(decision.rules("pusat-deputi-3") == [.pusatNoSingleLead, .pusat])
    #expect(decision.recipient("pemda-94.01")?.role == .action)
  }

  @Test func `rule 7: a B2 trader without any permit makes the ministry and the province act`() {
    let decision = route(finding([place(.supplied, "33.72", .b2Trader)]), by: "pom-surakarta")
    #expect(
      circle(decision) == [
        "kemendag=action", "pemda-33=action", "pemda-33.72=action", "pom-surakarta!=action",
        "pusat-deputi-3=coordination",
      ])
    #expect(decision.rules("kemendag") == [.b2TraderUnlicensed])
    #expect(decision.rules("pemda-33") == [.b2TraderUnlicensed, .province])
  }

  @Test func `rule 7: a licensed distributor is the ministry's to act on`() {
    let decision = route(
      finding([place(.supplied, "33.72", .b2Trader, permit: "dt-b2")]), by: "pom-surakarta")
    #expect(decision.recipient("kemendag")?.roles == [.action, .attention])
    #expect(decision.rules("kemendag") == [.competentMinistry, .b2Trader])
    #expect(decision.recipient("pemda-33")?.role == .attention)
    #expect(decision.recipient("pemda-33.72")?.role == .attention)
  }

  @Test func `rule 8: an outbreak reaches the head, the health ministry, and the Pemda acts`() {
    let decision = route(
      finding([place(.sold, "33.74", .stall, permit: "ukot")], activity: .outbreak),
      by: "pom-semarang")
    #expect(decision.rules("pusat-kepala") == [.outbreak])
    #expect(decision.rules("kemenkes") == [.outbreak])
    #expect(decision.rules("pemda-33.74") == [.pemdaOutbreak, .pemdaPlace])
    #expect(decision.recipient("pemda-33.74")?.role == .action)
  }

  @Test func `rule 9: without any region the reporter owns, with its coordinator beside it`() {
    let decision = route(finding([place(.sold, nil, .online)]), by: "pom-rejang-lebong")
    #expect(
      circle(decision) == [
        "komdigi=attention", "pom-bengkulu=attention", "pom-rejang-lebong!=action",
        "pusat-deputi-3=coordination",
      ])
    #expect(decision.rules("pom-rejang-lebong") == [.reporterOwns])
  }

  @Test func `rule 11: only the reporter's own unit gets no news`() {
    let decision = route(finding([place(.found, "17.02")]), by: "pusat-deputi-3")
    #expect(decision.recipients.filter { !$0.news }.map(\.unit) == [.pusatDeputi3])
  }

  @Test func `rule 12: a held finding reaches the named group and the reporter only`() throws {
    let decision = route(finding([place(.found, "17.02")]), by: "pom-rejang-lebong")
    let held = decision.held(
      group: [UnitID("pusat-inspektorat"), UnitID("pusat-deputi-3")],
      reporter: UnitID("pom-rejang-lebong"))
    #expect(
      circle(held) == [
        "pom-rejang-lebong!=action", "pusat-deputi-3=attention", "pusat-inspektorat=attention",
      ])
    #expect(held.rules("pusat-inspektorat") == [.namedGroup])
    #expect(
      held.notTold.map(\.unit.rawValue) == ["pemda-17", "pemda-17.02", "pom-bengkulu"])
    #expect(held.notTold.allSatisfy { $0.reason == .held })
  }

  @Test func `rule 12: a unit that the group names is told although routing left it out`() {
    let decision = route(
      finding([place(.found, "13.03")]), by: "pom-sijunjung", at: time("2026-03-20T11:00:00+07:00"))
    let named = UnitID("pom-payakumbuh")
    #expect(decision.notTold.map(\.unit) == [named])
    let held = decision.held(group: [named], reporter: UnitID("pom-sijunjung"))
    #expect(circle(held) == ["pom-payakumbuh=attention", "pom-sijunjung!=action"])
    #expect(!held.notTold.map(\.unit).contains(named))
  }

  @Test func `an earlier owner is left out with a reason, unless it is told for another`() {
    var registry = FakeJurisdiction()
    registry.formerOwners = ["17.02": ["pom-bengkulu", "pom-lubuklinggau"]]
    let decision = route(finding([place(.found, "17.02")]), by: "pom-rejang-lebong", in: registry)
    #expect(
      decision.notTold == [
        NotTold(
          unit: UnitID("pom-lubuklinggau"), reason: .ownerAtAnotherTime,
          parameters: ["region": "17.02"])
      ])
  }

  @Test func `uncertain and not established facts, and unknown substances, are flagged`() {
    var registry = FakeJurisdiction()
    registry.certainty = .knowledge
    registry.isEstablished = false
    let decision = route(
      finding([place(.found, "17.02")], substance: nil), by: "pom-rejang-lebong", in: registry)
    #expect(decision.flags == [.historyNotEstablished, .lowCertainty, .substanceUnmapped])
    #expect(decision.riskClass == .unclassified)
    let unknown = route(
      FindingDocument(
        activity: .sampling, foundAt: time("2026-03-04T16:20:00+07:00"),
        places: [place(.found, "17.02")], substance: SubstanceMention(given: "Unknown", id: nil)),
      by: "pom-rejang-lebong")
    #expect(unknown.flags == [.substanceUnknown])
  }
}
