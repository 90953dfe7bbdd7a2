import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu verify` on the real executables.
  @Suite struct VerifyTests {
    @Test func `a system at work is clean, however often it is verified meanwhile`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "verify"))
      let findings = SampleFinding.series(Plan.isLong ? 5_000 : 120, using: &generator)
      try await TestSystem.with { system in
        _ = try await system.up()
        _ = try await system.reportAll(Array(findings.prefix(10)))
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { _ = try await system.reportAll(Array(findings.dropFirst(10))) }
          for _ in 0..<3 {
            let result = try await system.terpadu(["verify"])
            #expect(result.status == 0, "\(result.output)\(result.errors)")
          }
          try await group.waitForAll()
        }
        try await system.settled()
        let result = try await system.terpadu(["verify"])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
      }
    }

    @Test func `a file that is no database is named, and the others are checked`() async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        try await system.settled()
        supervisor.send(SIGTERM)
        _ = try await eventually("the end") { supervisor.ending }
        try Data("no database".utf8).write(
          to: URL(fileURLWithPath: "\(system.data.path)/watch.sqlite"))
        let result = try await system.terpadu(["verify", "--lang", "en"])
        #expect(result.status == 1)
        #expect(result.errors.contains("watch: unreadable"), "\(result.errors)")
        #expect(result.output.contains("registry  clean"), "\(result.output)")
        #expect(result.output.contains("notifier  clean"), "\(result.output)")
      }
    }
  }
}
