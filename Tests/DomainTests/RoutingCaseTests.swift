import Domain
import Testing

/// The cases of practice: exactly these units, in exactly these roles.
@Suite struct RoutingCaseTests {
  @Test func `case 0: red crackers on a market of a Loka with a coordinator`() {
    let decision = route(
      finding([
        place(.found, "17.02"), place(.produced, "17.02", .homeIndustry, permit: "pirt"),
      ]), by: "pom-rejang-lebong")
    #expect(
      circle(decision) == [
        "pemda-17=attention", "pemda-17.02=action", "pom-bengkulu=attention",
        "pom-rejang-lebong!=action", "pusat-deputi-3=attention",
      ])
    #expect(decision.rules("pemda-17.02") == [.competentAuthority, .pemdaNoPermit, .pemdaPlace])
    #expect(decision.rules("pom-bengkulu") == [.coordinator])
    #expect(decision.spans == .none)
    #expect(decision.riskClass == .classI)
    #expect(decision.flags.isEmpty)
  }

  @Test func `case 1: the Balai Besar's own area has no coordinator and one message`() {
    let decision = route(finding([place(.produced, "33.74", .plant)]), by: "pusat-inspektorat")
    #expect(
      circle(decision) == [
        "pemda-33=attention", "pemda-33.74=action", "pom-semarang=action",
        "pusat-deputi-3=attention",
      ])
    #expect(decision.rules("pom-semarang") == [.owner])
  }

  @Test func `case 2: noodles cross regencies, the coordinator is the single lead`() throws {
    let decision = route(
      finding([
        place(.found, "17.71", .stall), place(.found, "17.71", .stall),
        place(.found, "17.03", .stall), place(.produced, "17.08", .homeIndustry),
      ]), by: "pom-bengkulu")
    #expect(
      circle(decision) == [
        "pemda-17=action", "pemda-17.03=action", "pemda-17.08=action", "pemda-17.71=action",
        "pom-bengkulu!=action", "pom-rejang-lebong=action", "pusat-deputi-3=attention",
      ])
    #expect(decision.spans == .regencies)
    let lead = try #require(decision.recipient("pom-bengkulu"))
    #expect(lead.roles == [.action, .coordination])
    #expect(lead.reasons.map(\.rule) == [.owner, .owner, .coordinatorSpanning])
    #expect(lead.reasons.first?.sentenceParameters == ["region": "17.03", "places": "3"])
    #expect(lead.reasons.dropFirst().first?.sentenceParameters["places"] == "1, 2")
    #expect(decision.rules("pemda-17") == [.provinceAcrossRegencies, .province])
  }

  @Test func `case 4: a Pemda that reports keeps its role and gets no news`() throws {
    let decision = route(
      finding([place(.produced, "61.01", .homeIndustry, permit: "pirt")]), by: "pemda-61.01")
    #expect(
      circle(decision) == [
        "pemda-61=attention", "pemda-61.01!=action", "pom-pontianak=attention",
        "pom-sambas=action", "pusat-deputi-3=attention",
      ])
  }

  @Test func `case 5: the coordinator is the one of the moment, the earlier one is not forgotten`()
  {
    let tofu = finding([place(.found, "13.03")], foundAt: "2026-03-20T10:00:00+07:00")
    let reported = route(tofu, by: "pom-sijunjung", at: time("2026-03-20T11:00:00+07:00"))
    #expect(
      circle(reported) == [
        "pemda-13=attention", "pemda-13.03=action", "pom-padang=attention",
        "pom-sijunjung!=action", "pusat-deputi-3=attention",
      ])
    #expect(
      reported.notTold == [
        NotTold(
          unit: UnitID("pom-payakumbuh"), reason: .coordinatorAtAnotherTime,
          parameters: ["owner": "pom-sijunjung"])
      ])

    let confirmed = route(tofu, by: "pom-sijunjung", at: time("2026-04-08T09:00:00+07:00"))
    #expect(confirmed.recipient("pom-padang") == nil)
    let members = Circle.merge(
      earlier: reported.recipients, now: confirmed, announcement: .update,
      author: UnitID("pom-sijunjung"))
    let told = members.filter(\.recipient.news).map { "\($0.recipient.unit)=\($0.kind.rawValue)" }
    #expect(
      told == [
        "pemda-13=update", "pemda-13.03=update", "pom-padang=update", "pom-payakumbuh=alert",
        "pusat-deputi-3=update",
      ])
  }

  @Test func `case 6: the province acts on its own permit, the city on the one without`() {
    let shop = route(
      finding([place(.supplied, "33.72", .shop, permit: "pt-b2")]), by: "pom-surakarta")
    #expect(
      circle(shop) == [
        "kemendag=attention", "pemda-33=action", "pemda-33.72=attention",
        "pom-surakarta!=action", "pusat-deputi-3=coordination",
      ])
    #expect(shop.rules("pusat-deputi-3") == [.pusatB2Trader, .pusat])
    let maker = route(finding([place(.produced, "33.72", .household)]), by: "pom-surakarta")
    #expect(
      circle(maker) == [
        "pemda-33=attention", "pemda-33.72=action", "pom-surakarta!=action",
        "pusat-deputi-3=attention",
      ])
  }

  @Test func `case 7: the withdrawal goes to the same circle as the alert`() {
    let lontong = finding([place(.found, "13.76")], foundAt: "2026-09-06T07:40:00+07:00")
    let alert = route(lontong, by: "pom-payakumbuh")
    #expect(
      circle(alert) == [
        "pemda-13=attention", "pemda-13.76=action", "pom-payakumbuh!=action",
        "pusat-deputi-3=attention",
      ])
    let now = route(lontong, by: "pom-payakumbuh", at: time("2026-09-17T10:00:00+07:00"))
    let members = Circle.merge(
      earlier: alert.recipients, now: now, announcement: .withdrawal,
      author: UnitID("pom-payakumbuh"))
    #expect(members.map(\.recipient) == alert.recipients)
    #expect(members.allSatisfy { $0.kind == .withdrawal && !$0.isFirst })
  }
}
