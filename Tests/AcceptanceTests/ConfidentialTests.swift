import Domain
import Events
import TestSupport
import Testing

/// A confidential finding reaches the named group alone until it is opened.
struct ConfidentialTests {
  private let reporter: UnitID = "pom-rejang-lebong"
  private var secret: SampleFinding {
    var finding = SampleFinding(
      foundAt: "2026-03-04T16:20:00+07:00", product: "kerupuk merah", substance: "rhodamin-b",
      places: [.init("found", "17.02", "market")])
    finding.group = ["pom-bengkulu", "pusat-inspektorat"]
    return finding
  }

  @Test func `only the group hears, and opening tells the rest without a second alert`()
    async throws
  {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let finding = try await system.report(secret, by: reporter)
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pom-bengkulu alert attention", "pusat-inspektorat alert attention",
        ])
      #expect(try await system.tasks(of: finding.id).isEmpty)
      let held = try await system.explain(finding.id)
      #expect(held.held)
      let waiting = held.notTold.filter { $0.reason == .held }.map(\.unit)
      #expect(waiting == ["pemda-17", "pemda-17.02", "pusat-deputi-3"])

      try await system.open(finding.id, by: reporter)
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-17 alert attention",
          "pemda-17.02 alert action", "pemda-17.02 task action",
          "pom-bengkulu alert attention", "pom-bengkulu update attention",
          "pusat-deputi-3 alert attention",
          "pusat-inspektorat alert attention", "pusat-inspektorat update attention",
        ])
      #expect(try await system.explain(finding.id).held == false)
    }
  }

  @Test func `until the opening only the group and the reporter can read it`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      var told = secret
      told.group = nil
      let open = try await system.report(told, by: reporter)
      let finding = try await system.report(secret, by: reporter)
      try await system.settle()
      for unit: UnitID? in ["pom-bengkulu", reporter, nil] {
        try await expectReadable(finding, by: unit, system)
      }
      for unit: UnitID in ["pemda-17.02", "pusat-deputi-3"] {
        let list = try await system.query(ListFindings(limit: 1), as: unit)
        #expect(list.findings.map(\.id) == [open.id])
        let shown = await #expect(throws: Refusal.self) {
          _ = try await system.query(ShowFinding(finding: finding.number), as: unit)
        }
        #expect(shown?.rule == "unknown-finding")
        let explained = await #expect(throws: Refusal.self) {
          _ = try await system.query(ExplainFinding(finding: finding.number), as: unit)
        }
        #expect(explained?.rule == "not-yet-known")
        guard unit != "pusat-deputi-3" else { continue }
        let changed = await #expect(throws: Refusal.self) {
          try await system.withdraw(finding.id, by: unit)
        }
        #expect(changed?.rule == "unknown-finding")
      }
      let unknown = await #expect(throws: Refusal.self) {
        _ = try await system.query(ListFindings(), as: "pemda-99.99")
      }
      #expect(unknown?.rule == "unknown-unit")
      try await system.open(finding.id, by: reporter)
      try await system.settle()
      try await expectReadable(finding, by: "pemda-17.02", system)
    }
  }

  private func expectReadable(
    _ finding: ReportAnswer, by unit: UnitID?, _ system: TestSystem
  ) async throws {
    let list = try await system.query(ListFindings(), as: unit)
    #expect(list.findings.first?.id == finding.id, "\(list)")
    #expect(list.findings.count == 2, "\(list.findings.map(\.number))")
    let shown = try await system.query(ShowFinding(finding: finding.number), as: unit)
    #expect(shown.id == finding.id)
    let explained = try await system.query(ExplainFinding(finding: finding.number), as: unit)
    #expect(explained.finding == finding.id)
  }

  @Test func `a withdrawal before the opening reaches the group alone`() async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let finding = try await system.report(secret, by: reporter)
      try await system.withdraw(finding.id, by: reporter)
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pom-bengkulu alert attention", "pom-bengkulu withdrawal attention",
          "pusat-inspektorat alert attention", "pusat-inspektorat withdrawal attention",
        ])
      await #expect(throws: Refusal.self) { try await system.open(finding.id, by: reporter) }
    }
  }
}
