import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu verify` and `deploy/verify-independent`, which share nothing but a document.
  @Suite struct IndependentVerifierTests {
    @Test func `two verifiers agree on a country at work and name the same tampered records`()
      async throws
    {
      let seed = Plan.seed(for: "tampering")
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        try await work(on: system, seed: seed)
        try await system.settled()
        try await expectClean(system)
        supervisor.send(SIGTERM)
        _ = try await eventually("the end") { supervisor.ending }
        try await expectClean(system)
        let specimen = try TamperedFiles.makeSpecimen(
          of: system.data, at: "\(system.folder)/specimen")
        let known =
          Tampering.ofLogs + Tampering.ofFollowing + Tampering.ofTables + Tampering.ofFiles
        #expect(known.count >= 40)
        try await expectFollowersNamed(specimen, of: system, seed: seed)
        try await tamper(
          known + Tampering.anywhere(Plan.isLong ? 1_000 : 8), with: specimen, of: system,
          seed: seed)
      }
    }

    /// Findings goes back once, so that watch has what findings lost; then findings and watch, so that
    /// liaison has what watch lost.
    @Test
    func `two verifiers agree on a restored country and name the same tampered records`()
      async throws
    {
      let seed = Plan.seed(for: "restored tampering")
      var generator = SeededGenerator(seed: seed)
      let findings = SampleFinding.series(14, using: &generator)
      try await TestSystem.with { system in
        var supervisor = try await system.up()
        let kept = try await system.reportAll(Array(findings[..<6]))
        let first = try await backup(system, "first")
        try await amend(kept[0].finding, on: system)
        _ = try await system.withdraw(kept[1])
        _ = try await system.reportAll(Array(findings[6..<8]))
        supervisor = try await goBack(
          to: first, [.findings], stopping: [(.watch, .findings)], system, supervisor)
        _ = try await system.reportAll(Array(findings[8..<9]))
        let second = try await backup(system, "second")
        _ = try await system.withdraw(kept[2])
        _ = try await system.reportAll(Array(findings[10..<12]))
        supervisor = try await goBack(
          to: second, [.findings, .watch],
          stopping: [(.liaison, .watch), (.notifier, .watch)], system, supervisor)
        _ = try await system.reportAll(Array(findings[12...]))
        try await system.settled()
        try await expectClean(system)
        try await end(supervisor)
        try await expectClean(system)
        let specimen = try TamperedFiles.makeSpecimen(
          of: system.data, at: "\(system.folder)/specimen")
        try await tamper(
          Tampering.ofRestored + Tampering.anywhere(Plan.isLong ? 300 : 8), with: specimen,
          of: system, seed: seed)
      }
    }

    private func backup(_ system: TestSystem, _ name: String) async throws -> String {
      try await system.settled()
      let folder = "\(system.folder)/\(name)"
      #expect(try await system.terpadu(["backup", folder]).status == 0)
      return folder
    }

    /// Puts services back, and has the others adopt them.
    /// - Parameter links: who stops at whose log until then.
    private func goBack(
      to backup: String, _ services: [ServiceName],
      stopping links: [(follower: ServiceName, source: ServiceName)], _ system: TestSystem,
      _ supervisor: SpawnedProcess
    ) async throws -> SpawnedProcess {
      try await system.settled()
      try await end(supervisor)
      let restored = try await system.terpadu(
        ["restore", backup] + services.flatMap { ["--service", $0.rawValue] })
      #expect(restored.status == 0, "\(restored.output)\(restored.errors)")
      let next = try system.start("terpadu", ["up"])
      for link in links { try await system.awaitStop(of: link.follower, for: link.source) }
      for service in services {
        let adopted = try await system.terpadu(["adopt", service.rawValue])
        #expect(adopted.status == 0, "\(adopted.output)\(adopted.errors)")
      }
      try await eventually("ready", within: .seconds(60)) { next.output.contains("\n") }
      return next
    }

    private func end(_ supervisor: SpawnedProcess) async throws {
      supervisor.send(SIGTERM)
      #expect(try await eventually("the end") { supervisor.ending } == .status(0))
    }

    /// Findings are reported, amended and withdrawn while both verify the running system.
    private func work(on system: TestSystem, seed: UInt64) async throws {
      var generator = SeededGenerator(seed: seed)
      let findings = SampleFinding.series(24, using: &generator)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          let reported = try await system.reportAll(findings)
          for one in reported.prefix(4) where !one.isWithdrawn {
            try await amend(one.finding, on: system)
          }
          try await system.settled()
          let answer = try await system.ask(ListTasks(state: .open))
          for task in answer.tasks.prefix(3) {
            _ = try await system.ask(
              AcceptTask(task: task.number), as: task.unit, commandID: "accept-\(task.number)")
          }
        }
        for _ in 0..<3 { try await expectClean(system) }
        try await group.waitForAll()
      }
    }

    private func amend(_ finding: SampleFinding, on system: TestSystem) async throws {
      let document = String(decoding: finding.document, as: UTF8.self)
        .replacing(#""note":"No."#, with: #""note":"Nomor"#)
      let answer = try await system.ask(
        AmendFinding(finding: finding.id.description), as: UnitID(finding.reporter),
        commandID: "amend-\(finding.id)", document: Array(document.utf8))
      #expect(answer.version == 2)
    }

    /// The independent one tells people which follower's position is at fault, as `terpadu verify`
    /// does.
    private func expectFollowersNamed(
      _ specimen: DataDirectory, of system: TestSystem, seed: UInt64
    ) async throws {
      let files = try TamperedFiles(
        copying: specimen, to: "\(system.folder)/followers", seed: seed)
      for (follower, change) in [
        (ServiceName.watch, "hash = randomblob(32)"), (.liaison, "log = randomblob(16)"),
      ] {
        try Tampering(
          follower, finds: nil, "UPDATE log_cursor SET \(change) WHERE source = 'registry'"
        ).apply(files)
      }
      for (language, record, follower) in [
        ("id", "pada catatan", "pengikut"), ("en", "at record", "follower"),
      ] {
        let process = try SpawnedProcess(
          [independentVerifier, "--data", files.directory.path, "--lang", language],
          files: "\(files.directory.path)/told-\(language)")
        _ = try await eventually("the end of the verifier") { process.ending }
        let lines = process.output.split(separator: "\n").map { String($0) }
        #expect(lines.contains("registry: cursor-log, \(follower) liaison"), "\(lines)")
        #expect(
          lines.contains {
            $0.hasPrefix("registry: cursor-hash \(record) ") && $0.hasSuffix(", \(follower) watch")
          }, "\(lines)")
      }
      try files.remove()
    }

    /// Two at a time: each is seven processes.
    private func tamper(
      _ all: [Tampering], with specimen: DataDirectory, of system: TestSystem, seed: UInt64
    ) async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, tampering) in all.enumerated() {
          if index > 1 { _ = try await group.next() }
          group.addTask {
            let files = try TamperedFiles(
              copying: specimen, to: "\(system.folder)/tampered-\(index)",
              seed: seed &+ UInt64(index))
            do {
              try tampering.apply(files)
            } catch {
              Issue.record("\(tampering): \(error)")
            }
            try await compare(tampering, index, files.directory)
            try files.remove()
          }
        }
        try await group.waitForAll()
      }
    }

    private func compare(
      _ tampering: Tampering, _ index: Int, _ directory: DataDirectory
    ) async throws {
      let verdicts = try await verdicts(on: directory, into: "\(directory.path)/verdict")
      #expect(
        verdicts.ours.withoutTables == verdicts.independent.faults, "\(tampering), number \(index)")
      if let expected = tampering.expected {
        #expect(verdicts.ours.names(expected), "\(tampering): \(verdicts.ours)")
      }
    }
  }
}
