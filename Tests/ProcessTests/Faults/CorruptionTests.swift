import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension FaultTests {
  /// Files that do not say any more what was written to them.
  @Suite struct CorruptionTests {
    @Test
    func `a corrupted page is found, named and refused, the others go on, and a good copy works`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "corrupted page"))
      let findings = SampleFinding.series(8 + 4 * ServiceName.allCases.count, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", "en"])
        var reported = try await system.reportAll(Array(findings[..<8]))
        for (index, victim) in ServiceName.allCases.enumerated() {
          try await system.settled()
          let files = StoredFiles(of: victim, in: system)
          let copy = "\(system.folder)/good-\(victim.rawValue)"
          try await system.withoutRestart(of: victim, by: supervisor) {
            try files.bringIn()
            try FileManager.default.copyItem(atPath: files.database, toPath: copy)
            let page = try #require(try files.usedPages().randomElement(using: &generator))
            print("\(victim.rawValue): page \(page)")
            try files.corrupt(page: page)
          }
          try await system.says(
            supervisor, victim.rawValue, "quick_check", "age", "before it was ready")
          try await system.expectOnlyDown(victim)
          let part = Array(findings[(8 + index * 4)..<(12 + index * 4)])
          // Findings cannot take any meanwhile; with every other one the country goes on reporting.
          if victim != .findings { reported += try await system.reportAll(part) }
          try await system.withoutRestart(of: victim, by: supervisor) {
            unlink(files.wal)
            unlink(files.database + "-shm")
            #expect(rename(copy, files.database) == 0)
          }
          try await eventually("\(victim.rawValue) is back") { await system.answers(victim) }
          if victim == .findings { reported += try await system.reportAll(part) }
        }
        try await system.expectNothingLost(reported)
      }
    }

    @Test func `a changed byte in a record is found by verify and named with its number`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "changed byte"))
      let findings = SampleFinding.series(8, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let reported = try await system.reportAll(findings)
        try await system.settled()
        supervisor.send(SIGTERM)
        try await eventually("the end") { supervisor.ending != nil && system.running.isEmpty }
        let files = StoredFiles(of: .findings, in: system)
        try files.bringIn()
        #expect(try files.exchange("No. 5", for: "No. X") > 0)
        let verify = try await system.terpadu(["verify", "--lang", "en"])
        #expect(verify.status == 1)
        #expect(verify.errors.contains("findings: hash"), "\(verify.errors)")
        let number = try #require(reported.first { $0.finding.ordinal == 5 }).sequence
        #expect(verify.output.contains("\(number):"), "\(verify.output)")
        // Who has applied the record as it was goes on with what comes after it.
        #expect(try files.exchange("No. X", for: "No. 5") > 0)
        _ = try await system.up()
        try await system.expectNothingLost(reported)
      }
    }
  }
}
