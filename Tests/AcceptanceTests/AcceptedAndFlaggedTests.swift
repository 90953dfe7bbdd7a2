import Domain
import Events
import TestSupport
import Testing

/// What no one knows is accepted and flagged, never lost; what is no finding is told to nobody.
struct AcceptedAndFlaggedTests {
  @Test func `an unknown substance is routed and flagged for mapping`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      var powder = SampleFinding.lontong
      powder.substance = "bubuk pengenyal X-7"
      let finding = try await system.report(powder, by: "pom-payakumbuh")
      #expect(finding.flags == [.substanceUnmapped])
      try await system.settle()
      #expect(try await system.told(finding.id).count == 4)
      #expect(try await system.explain(finding.id).flags.contains(.substanceUnmapped))
      let list = try await system.query(ListFindings(flag: .substanceUnmapped))
      #expect(list.findings.map(\.id) == [finding.id])
    }
  }

  @Test func `an unknown permit type adds nobody and makes Pusat coordinate`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      var lontong = SampleFinding.lontong
      lontong.places[0].permit = "izin-lama-1987"
      let finding = try await system.report(lontong, by: "pom-payakumbuh")
      #expect(finding.flags == [.competenceUnknown])
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention",
          "pemda-13.76 alert attention",
          "pusat-deputi-3 alert coordination",
        ])
      #expect(try await system.explain(finding.id).flags.contains(.competenceUnknown))
    }
  }

  @Test func `a negative first test is recorded and told to nobody`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      var clean = SampleFinding.lontong
      clean.test = ("rapid", "negative")
      let finding = try await system.report(clean, by: "pom-payakumbuh")
      #expect(finding.state == .recorded)
      try await system.settle()
      #expect(try await system.told(finding.id).isEmpty)
      #expect(try await system.tasks(of: finding.id).isEmpty)
      #expect(try await system.explain(finding.id).recipients.isEmpty)
      #expect(try await system.inbox("pusat-deputi-3").isEmpty, "no alarm either")
      // A laboratory that finds something after all makes it a finding.
      try await system.recordLaboratory(.positive, of: finding.id, by: "pom-payakumbuh")
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention",
          "pemda-13.76 alert action", "pemda-13.76 task action",
          "pusat-deputi-3 alert attention",
        ])
    }
  }
}
