import Domain
import Events
import TestSupport
import Testing

/// The cases of practice, told to all five services over real sockets: exactly these units, in
/// exactly these roles, one alert each, and the Pemda's terms to the second.
struct CaseTests {
  @Test func `case 0: red crackers in Rejang Lebong, reported by the Loka`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let crackers = SampleFinding(
        foundAt: "2026-03-04T16:20:00+07:00", product: "kerupuk merah", substance: "rhodamin-b",
        places: [
          .init("found", "17.02", "market"),
          .init("produced", "17.02", "home-industry", permit: "pirt"),
        ])
      let finding = try await system.report(crackers, by: "pom-rejang-lebong")
      #expect(finding.state == .presumptive)
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-17 alert attention",
          "pemda-17.02 alert action",
          "pemda-17.02 task action",
          "pom-bengkulu alert attention",
          "pusat-deputi-3 alert attention",
        ])
      // Ramadan, Nyepi and Idulfitri lie inside the 14 working days.
      #expect(
        try await system.terms(of: finding.id) == ["pemda-17.02 open 2026-03-31T23:59:59+07:00"])
      let pemda = try await system.inbox("pemda-17.02")
      #expect(pemda.map(\.position) == [1, 2])
      #expect(
        Set(pemda[0].reasons.map(\.rule)) == [
          "competent-authority", "pemda-no-permit", "pemda-place",
        ])
      #expect(pemda[0].reasons.allSatisfy { !$0.basis.isEmpty })
      #expect(pemda[0].subject.word == "alert-presumptive")

      system.clock.set(try Timestamp(text: "2026-03-17T10:00:00+07:00"))
      try await system.recordLaboratory(.positive, of: finding.id, by: "pom-rejang-lebong")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-17 alert attention", "pemda-17 update attention",
          "pemda-17.02 alert action", "pemda-17.02 task action", "pemda-17.02 update action",
          "pom-bengkulu alert attention", "pom-bengkulu update attention",
          "pusat-deputi-3 alert attention", "pusat-deputi-3 update attention",
        ])
      // The term runs from receipt and does not start again.
      #expect(
        try await system.terms(of: finding.id) == ["pemda-17.02 open 2026-03-31T23:59:59+07:00"])
    }
  }

  @Test func `case 1: the Balai Besar's own area has no coordinator and one message`() async throws
  {
    try await TestSystem.run(at: "2026-07-30T09:00:00+07:00") { system in
      let noodles = SampleFinding(
        foundAt: "2026-07-30T08:00:00+07:00", product: "mi basah", substance: "formalin",
        places: [.init("produced", "33.74", "plant")])
      let finding = try await system.report(noodles, by: "pusat-inspektorat")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-33 alert attention",
          "pemda-33.74 alert action",
          "pemda-33.74 task action",
          "pom-semarang alert action",
          "pusat-deputi-3 alert attention",
        ])
      #expect(
        try await system.terms(of: finding.id) == ["pemda-33.74 open 2026-08-20T23:59:59+07:00"])
    }
  }

  @Test func `case 2: noodles cross regencies, four Pemda act, each with its own task`()
    async throws
  {
    try await TestSystem.run(at: "2026-05-11T10:00:00+07:00") { system in
      let noodles = SampleFinding(
        foundAt: "2026-05-11T08:30:00+07:00", product: "mi basah", substance: "boraks",
        places: [
          .init("found", "17.71", "stall"), .init("found", "17.71", "stall"),
          .init("found", "17.03", "stall"), .init("produced", "17.08", "home-industry"),
        ])
      let finding = try await system.report(noodles, by: "pom-bengkulu")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-17 alert action", "pemda-17 task action",
          "pemda-17.03 alert action", "pemda-17.03 task action",
          "pemda-17.08 alert action", "pemda-17.08 task action",
          "pemda-17.71 alert action", "pemda-17.71 task action",
          "pom-rejang-lebong alert action",
          "pusat-deputi-3 alert attention",
        ])
      #expect(
        try await system.terms(of: finding.id) == [
          "pemda-17 open 2026-06-05T23:59:59+07:00",
          "pemda-17.03 open 2026-06-05T23:59:59+07:00",
          "pemda-17.08 open 2026-06-05T23:59:59+07:00",
          "pemda-17.71 open 2026-06-05T23:59:59+07:00",
        ])
      let explanation = try await system.explain(finding.id)
      let lead = try #require(explanation.recipients.first { $0.unit == "pom-bengkulu" })
      #expect(lead.role == .action)
      #expect(lead.roles == [.action, .coordination])
      #expect(!lead.news, "the reporter's own unit keeps its roles and gets no alert")
    }
  }

  @Test func `case 5: the laboratory's result goes to the new coordinator and to the old one`()
    async throws
  {
    try await TestSystem.run(at: "2026-03-20T11:00:00+07:00") { system in
      let tofu = SampleFinding(
        foundAt: "2026-03-20T10:00:00+07:00", product: "tahu", substance: "formalin",
        places: [.init("found", "13.03", "market")])
      let finding = try await system.report(tofu, by: "pom-sijunjung")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention",
          "pemda-13.03 alert action", "pemda-13.03 task action",
          "pom-padang alert attention",
          "pusat-deputi-3 alert attention",
        ])
      system.clock.set(try Timestamp(text: "2026-04-01T08:00:00+07:00"))
      try await system.designate(
        "pom-sijunjung", under: "pom-payakumbuh", from: "2026-04-01T00:00:00+07:00",
        decree: "Keputusan uji 1/2026")
      system.clock.set(try Timestamp(text: "2026-04-08T09:00:00+07:00"))
      try await system.settle()
      try await system.recordLaboratory(.positive, of: finding.id, by: "pom-sijunjung")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention", "pemda-13 update attention",
          "pemda-13.03 alert action", "pemda-13.03 task action", "pemda-13.03 update action",
          "pom-padang alert attention", "pom-padang update attention",
          "pom-payakumbuh alert attention",
          "pusat-deputi-3 alert attention", "pusat-deputi-3 update attention",
        ])
      let new = try #require(try await system.inbox("pom-payakumbuh").first)
      #expect(new.refersTo == nil)
      #expect(new.reasons.map(\.basis) == ["Keputusan uji 1/2026"])
      let old = try #require(try await system.inbox("pom-padang").last)
      #expect(old.reasons.map(\.rule) == ["earlier-recipient"])
      #expect(
        try await system.terms(of: finding.id) == ["pemda-13.03 open 2026-04-14T23:59:59+07:00"])
    }
  }

  @Test func `case 5: a result dated before the decree goes to the coordinator of that day`()
    async throws
  {
    try await TestSystem.run(at: "2026-03-20T11:00:00+07:00") { system in
      let tofu = SampleFinding(
        foundAt: "2026-03-20T10:00:00+07:00", product: "tahu", substance: "formalin",
        places: [.init("found", "13.03", "market")])
      let finding = try await system.report(tofu, by: "pom-sijunjung")
      try await system.designate(
        "pom-sijunjung", under: "pom-payakumbuh", from: "2026-04-01T00:00:00+07:00",
        decree: "Keputusan uji 1/2026")
      system.clock.set(try Timestamp(text: "2026-04-02T09:00:00+07:00"))
      try await system.settle()
      try await system.recordLaboratory(
        .positive, of: finding.id, by: "pom-sijunjung", at: "2026-03-31T15:00:00+07:00")
      try await system.settle()
      #expect(try await system.inbox("pom-padang").map(\.kind) == [.alert, .update])
      #expect(try await system.inbox("pom-payakumbuh").isEmpty)
    }
  }

  @Test func `case 6: the province acts on its own permit, the city on the one without`()
    async throws
  {
    try await TestSystem.run(at: "2026-08-14T13:00:00+07:00") { system in
      let shop = SampleFinding(
        foundAt: "2026-08-14T11:00:00+07:00", product: "boraks curah", substance: "boraks",
        places: [.init("supplied", "33.72", "shop", permit: "pt-b2")])
      let maker = SampleFinding(
        foundAt: "2026-08-14T10:00:00+07:00", product: "bakso", substance: "boraks",
        places: [.init("produced", "33.72", "household")])
      let shopFinding = try await system.report(shop, by: "pom-surakarta")
      let makerFinding = try await system.report(maker, by: "pom-surakarta")
      try await system.settle()
      #expect(
        try await system.told(shopFinding.id) == [
          "kemendag alert attention",
          "pemda-33 alert action", "pemda-33 task action",
          "pemda-33.72 alert attention",
          "pusat-deputi-3 alert coordination",
        ])
      #expect(
        try await system.terms(of: shopFinding.id) == [
          "pemda-33 open 2026-09-07T23:59:59+07:00"
        ])
      #expect(
        try await system.told(makerFinding.id) == [
          "pemda-33 alert attention",
          "pemda-33.72 alert action", "pemda-33.72 task action",
          "pusat-deputi-3 alert attention",
        ])
      #expect(
        try await system.terms(of: makerFinding.id) == [
          "pemda-33.72 open 2026-09-07T23:59:59+07:00"
        ])
    }
  }

  @Test func `case 7: the withdrawal goes to the same units and names their first message`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention",
          "pemda-13.76 alert action", "pemda-13.76 task action",
          "pusat-deputi-3 alert attention",
        ])
      #expect(
        try await system.terms(of: finding.id) == ["pemda-13.76 open 2026-09-24T23:59:59+07:00"])
      system.clock.set(try Timestamp(text: "2026-09-17T10:00:00+07:00"))
      let refuted = try await system.recordLaboratory(
        .negative, of: finding.id, by: "pom-payakumbuh")
      #expect(refuted.state == .refuted)
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention", "pemda-13 withdrawal attention",
          "pemda-13.76 alert action", "pemda-13.76 task action", "pemda-13.76 withdrawal action",
          "pusat-deputi-3 alert attention", "pusat-deputi-3 withdrawal attention",
        ])
      for unit: UnitID in ["pemda-13", "pemda-13.76", "pusat-deputi-3"] {
        let entries = try await system.inbox(unit).filter { $0.finding == finding.id }
        #expect(entries.last?.refersTo == entries.first?.message, "\(unit)")
      }
      #expect(
        try await system.terms(of: finding.id) == [
          "pemda-13.76 cancelled 2026-09-24T23:59:59+07:00"
        ])
      let task = try #require(try await system.tasks(of: finding.id).first)
      let view = try await system.query(ShowTask(task: task.task.description))
      #expect(view.history.last?.note == "finding-refuted")
    }
  }

  @Test func `a term ends at the end of the day in the zone of the one who answers`() async throws {
    // Half past ten in the evening in Jakarta is the next day in Jayapura.
    try await TestSystem.run(at: "2026-02-03T22:30:00+07:00") { system in
      let sweets = SampleFinding(
        foundAt: "2026-02-03T20:00:00+07:00", product: "permen", substance: "rhodamin-b",
        places: [.init("found", "91.71", "market"), .init("found", "33.74", "market")])
      let finding = try await system.report(sweets, by: "pusat-inspektorat")
      try await system.settle()
      #expect(
        try await system.terms(of: finding.id) == [
          "pemda-33.74 open 2026-02-25T23:59:59+07:00",
          "pemda-91.71 open 2026-02-26T23:59:59+09:00",
        ])
    }
  }
}
