import Events
import Foundation
import Testing

extension ProcessTests {
  /// Services that are away, come late, restart or freeze. Without a supervisor, which would start
  /// them again at once.
  @Suite struct OutageTests {
    private static let count = Plan.isLong ? 10_000 : 1_000

    @Test func `who was stopped catches up, and who starts last gets everything`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "outages"))
      let findings = SampleFinding.series(Self.count + 40, using: &generator)
      try await TestSystem.with { system in
        var daemons: [ServiceName: SpawnedProcess] = [:]
        // The notifier is not started at all at first.
        for service in ServiceName.allCases where service != .notifier {
          daemons[service] = try await system.startDaemon(service)
        }
        var reported = try await system.reportAll(Array(findings[..<10]))
        try await stop(.watch, of: &daemons)
        reported += try await system.reportAll(Array(findings[10..<Self.count]))
        daemons[.watch] = try await system.startDaemon(.watch)
        daemons[.notifier] = try await system.startDaemon(.notifier)
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
        // A publisher that starts again is followed on.
        try await stop(.findings, of: &daemons)
        daemons[.findings] = try await system.startDaemon(.findings)
        reported += try await system.reportAll(Array(findings[Self.count...]))
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
        for daemon in daemons.values { daemon.send(SIGTERM) }
        for (service, daemon) in daemons {
          let ending = try await eventually("the end of \(service)") { daemon.ending }
          #expect(ending == .status(0), "\(service): \(daemon.errors.suffix(500))")
        }
        let verify = try await system.terpadu(["verify"])
        #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
      }
    }

    @Test func `a stopped notifier catches up, corrections after alerts`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "notifier away"))
      let findings = SampleFinding.series(Self.count / 2, using: &generator)
      try await TestSystem.with { system in
        var daemons: [ServiceName: SpawnedProcess] = [:]
        for service in ServiceName.allCases {
          daemons[service] = try await system.startDaemon(service)
        }
        var reported = try await system.reportAll(Array(findings.prefix(10)))
        try await stop(.notifier, of: &daemons)
        // Every tenth is withdrawn while its recipients cannot hear of it.
        reported += try await system.reportAll(Array(findings.dropFirst(10)))
        daemons[.notifier] = try await system.startDaemon(.notifier)
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
      }
    }

    @Test func `a frozen publisher is reported as down within 5 s and followed on afterwards`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "frozen"))
      let findings = SampleFinding.series(20, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        var reported = try await system.reportAll(Array(findings.prefix(10)))
        try await system.settled()
        let frozen = try #require(system.pid(of: .findings))
        kill(frozen, SIGSTOP)
        defer { kill(frozen, SIGCONT) }
        try await eventually("watch reports findings as down") {
          guard let link = try await system.link(of: .watch, to: .findings) else { return false }
          // However late this test asks: nobody may call a link alive after 5 s of silence.
          #expect(link.state == "down" || (link.silenceMilliseconds ?? 0) <= 5_000)
          return link.state == "down"
        }
        try await expectStatusShowsFrozenFindings(system)
        kill(frozen, SIGCONT)
        try await eventually("the link is live again") {
          try await system.link(of: .watch, to: .findings)?.state == "live"
        }
        reported += try await system.reportAll(Array(findings.dropFirst(10)))
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
        // It was never started again: the same process went on.
        #expect(system.pid(of: .findings) == frozen)
        #expect(supervisor.errors.isEmpty, "\(supervisor.errors)")
      }
    }

    /// What the operator sees: the frozen service does not answer, its followers say since when.
    private func expectStatusShowsFrozenFindings(_ system: TestSystem) async throws {
      let status = try await system.shownStatus(down: [.findings])
      #expect(!status.up)
      for service in status.services {
        #expect(service.state == (service.service == .findings ? "down" : "up"))
        for link in service.links ?? [] where link.source == .findings {
          #expect(link.state == "down", "\(service.service)")
          #expect((link.silenceMilliseconds ?? 0) >= 4_500)
        }
      }
    }

    private func stop(
      _ service: ServiceName, of daemons: inout [ServiceName: SpawnedProcess]
    ) async throws {
      let removed = daemons.removeValue(forKey: service)
      let daemon = try #require(removed)
      daemon.send(SIGTERM)
      let ending = try await eventually("the end of \(service)") { daemon.ending }
      #expect(ending == .status(0), "\(service): \(daemon.errors.suffix(500))")
    }
  }
}
