import Events
import Foundation
import Testing

extension FaultTests {
  /// Two hosts over tcp and CURVE, and a network that loses what is sent: reports on one side,
  /// mailboxes on the other.
  @Suite(
    .enabled(
      if: Machine.mayCutNetworks,
      "this machine does not permit network namespaces with iptables, and so no lossy network"))
  struct NetworkTests {
    @Test func `a partition is told within 5 s, and after it everything arrives once`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "partition"))
      let findings = SampleFinding.series(48, using: &generator)
      try await TestSystem.with(remote: TwoHosts.remote) { system in
        let hosts = try TwoHosts(system)
        let daemons = try await hosts.start()
        var reported = try await system.reportAll(Array(findings[..<16]))
        try await system.settled()
        // No FIN and no RST: to each side the other's connections are half open.
        try hosts.lose(.everything)
        reported += try await system.reportAll(Array(findings[16..<32]))
        try await expectDown(system)
        let status = try await system.terpadu(["status"], on: system.remoteData)
        #expect(status.status == 1, "registry and findings are not on this host")
        #expect(status.output.contains("terputus"), "\(status.output)")
        try hosts.heal()
        try await expectLive(system)
        // One way only: the second host's questions arrive, the answers do not.
        try hosts.lose(.towardsMailboxes)
        reported += try await system.reportAll(Array(findings[32...]))
        try await expectDown(system)
        try hosts.heal()
        try await expectLive(system)
        try await expectAllArrived(reported, daemons, system)
      }
    }

    @Test func `a host that vanished and came back gets everything once`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "vanished host"))
      let findings = SampleFinding.series(32, using: &generator)
      try await TestSystem.with(remote: TwoHosts.remote) { system in
        let hosts = try TwoHosts(system)
        var daemons = try await hosts.start()
        var reported = try await system.reportAll(Array(findings[..<16]))
        try hosts.lose(.everything)
        // Killed while cut off: the other side never hears that they are gone.
        for daemon in daemons[2...] { daemon.send(SIGKILL) }
        try await eventually("their end") { daemons[2...].allSatisfy { $0.ending != nil } }
        reported += try await system.reportAll(Array(findings[16...]))
        try hosts.heal()
        for (index, service) in ServiceName.allCases.enumerated() where index >= 2 {
          daemons[index] = try await system.startDaemon(service)
        }
        try await expectAllArrived(reported, daemons, system)
      }
    }

    @Test func `with 30 per cent of all packets lost everything arrives once`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "lossy network"))
      let findings = SampleFinding.series(Plan.isLong ? 400 : 24, using: &generator)
      try await TestSystem.with(remote: TwoHosts.remote) { system in
        let hosts = try TwoHosts(system)
        let daemons = try await hosts.start()
        try hosts.lose(.percent(30))
        let reported = try await system.reportAll(findings)
        // Not healed: it takes longer, and that is all.
        try await expectAllArrived(reported, daemons, system)
      }
    }

    @Test func `a log restored on one host is adopted on the other, and nobody is told twice`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "restore between hosts"))
      let findings = SampleFinding.series(18, using: &generator)
      try await TestSystem.with(remote: TwoHosts.remote) { system in
        var daemons = try await TwoHosts(system).start()
        var reported = try await system.reportAll(Array(findings[..<6]))
        try await system.settled()
        let backup = "\(system.folder)/backup"
        let copied = try await system.terpadu(["backup", backup])
        #expect(copied.status == 0, "\(copied.output)\(copied.errors)")
        reported += try await system.reportAll(Array(findings[6..<12]))
        try await system.settled()
        daemons[1].send(SIGTERM)
        _ = try await eventually("the end of findings") { daemons[1].ending }
        let restored = try await system.terpadu(["restore", backup, "--service", "findings"])
        #expect(restored.status == 0, "\(restored.output)\(restored.errors)")
        daemons[1] = try await system.startDaemon(.findings)
        try await system.awaitStop(of: .watch, for: .findings)
        let adopt = ["adopt", "findings", "--json"]
        let here = try await system.terpadu(adopt)
        #expect(here.status == 0, "\(here.output)\(here.errors)")
        #expect(here.output.contains(#""elsewhere":["watch"]"#), "\(here.output)")
        let there = try await system.terpadu(adopt, on: system.remoteData)
        #expect(there.status == 0, "\(there.output)\(there.errors)")
        reported += try await system.reportAll(Array(findings[12...]))
        try await system.settled()
        try await system.expectOnce(reported)
        try await expectWhole(daemons, system)
        let missing = try await system.terpadu(["missing"], on: system.remoteData)
        let lost = missing.output.split(separator: "\n").filter { $0.contains("finding.reported") }
        #expect(missing.status == 0 && lost.count == 6, "\(missing.output)\(missing.errors)")
      }
    }

    /// Each of the second host's links to the first is told as down, and none is called live after
    /// 5 s of silence, however late this test asks.
    private func expectDown(_ system: TestSystem) async throws {
      for follower in [ServiceName.watch, .liaison, .notifier] {
        for source in follower.follows where !TwoHosts.remote.contains(source) {
          try await eventually("\(follower.rawValue) reports \(source.rawValue) as down") {
            guard let link = try await system.link(of: follower, to: source) else { return false }
            #expect(link.state == "down" || (link.silenceMilliseconds ?? 0) <= 5_000, "\(link)")
            return link.state == "down"
          }
        }
      }
    }

    private func expectLive(_ system: TestSystem) async throws {
      for follower in [ServiceName.watch, .liaison, .notifier] {
        try await eventually("every link of \(follower.rawValue) is live") {
          try await system.status(of: follower).links.allSatisfy { $0.state == "live" }
        }
      }
    }

    /// All in the mailboxes, once and in order, every file whole, and no process has ended.
    private func expectAllArrived(
      _ reported: [Reported], _ daemons: [SpawnedProcess], _ system: TestSystem
    ) async throws {
      try await system.settled()
      try await MailboxAudit(system: system, reported: reported).check()
      try await expectWhole(daemons, system)
    }

    private func expectWhole(_ daemons: [SpawnedProcess], _ system: TestSystem) async throws {
      for (service, daemon) in zip(ServiceName.allCases, daemons) {
        #expect(daemon.ending == nil, "\(service.rawValue): \(daemon.errors.suffix(500))")
        let verify = try system.start(
          "terpadu-\(service.rawValue)", ["--verify"], on: system.data(of: service))
        let ending = try await eventually("the check of \(service.rawValue)") { verify.ending }
        #expect(ending == .status(0), "\(verify.output)")
      }
    }
  }
}
