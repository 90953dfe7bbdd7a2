import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu verify` and `deploy/verify-independent`, which share nothing but a document.
  @Suite struct IndependentVerifierTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("deploy/verify-independent").path

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
        try await tamper(with: specimen, of: system, seed: seed)
      }
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
          let answer: TaskListAnswer = try await system.ask(
            .liaison, RequestHead(.query, .listTasks, parameters: ["state": "open"]))
          for task in answer.tasks.prefix(3) {
            let _: TaskView = try await system.ask(
              .liaison,
              RequestHead(
                .command, .acceptTask, as: task.unit, commandID: "accept-\(task.number)",
                parameters: ["task": task.number]))
          }
        }
        for _ in 0..<3 { try await expectClean(system) }
        try await group.waitForAll()
      }
    }

    private func amend(_ finding: SampleFinding, on system: TestSystem) async throws {
      let document = String(decoding: finding.document, as: UTF8.self)
        .replacing(#""note":"No."#, with: #""note":"Nomor"#)
      let answer: FindingChangeAnswer = try await system.ask(
        .findings,
        RequestHead(
          .command, .amendFinding, as: UnitID(finding.reporter),
          commandID: "amend-\(finding.id)", parameters: ["finding": finding.id.description]),
        document: Array(document.utf8))
      #expect(answer.version == 2)
    }

    private func expectClean(_ system: TestSystem) async throws {
      let verdicts = try await verify(system.data, into: "\(system.folder)/clean")
      #expect(verdicts.ours.description == "clean")
      #expect(verdicts.independent.description == "clean")
    }

    /// Two at a time: each is seven processes.
    private func tamper(
      with specimen: DataDirectory, of system: TestSystem, seed: UInt64
    ) async throws {
      let known = Tampering.ofLogs + Tampering.ofFollowing + Tampering.ofTables + Tampering.ofFiles
      #expect(known.count >= 40)
      let anywhere = Array(repeating: Tampering.anywhere, count: Plan.isLong ? 1_000 : 8)
      let all = known + anywhere
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
      let verdicts = try await verify(directory, into: "\(directory.path)/verdict")
      #expect(verdicts.ours == verdicts.independent, "\(tampering), number \(index)")
      if let expected = tampering.expected {
        #expect(verdicts.ours.names(expected), "\(tampering): \(verdicts.ours)")
      }
    }

    private func verify(
      _ directory: DataDirectory, into files: String
    ) async throws -> (ours: Verdict, independent: Verdict) {
      let arguments = ["--data", directory.path, "--json"]
      let ours = try await run(
        ["\(TestSystem.executables)/terpadu", "verify"] + arguments, "\(files)-ours")
      let independent = try await run(
        [IndependentVerifierTests.script] + arguments, "\(files)-independent")
      return (ours, independent)
    }

    private func run(_ words: [String], _ files: String) async throws -> Verdict {
      let process = try SpawnedProcess(words, files: files)
      let ending = try await eventually("the end of \(words[0])") { process.ending }
      let verdict = try Verdict(process.output)
      #expect(
        ending == .status(verdict.faults.isEmpty ? 0 : 1),
        "\(words[0]): \(verdict), \(process.errors)")
      return verdict
    }
  }
}
