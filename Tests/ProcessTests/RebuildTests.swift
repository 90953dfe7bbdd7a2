import Events
import Foundation
import GRDB
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu rebuild` on the real executables.
  @Suite struct RebuildTests {
    @Test func `rows that were changed are named, set right by a rebuild, and served again`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "rebuild"))
      let findings = SampleFinding.series(4, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let reported = try await system.reportAll(findings)
        try await system.settled()
        let running = try await system.terpadu(["rebuild", "notifier", "--lang", "en"])
        #expect(running.status == 3)
        #expect(running.errors.contains("terpadu down"), "\(running.errors)")
        supervisor.send(SIGTERM)
        #expect(try await eventually("the end") { supervisor.ending } == .status(0))

        let queue = try DatabaseQueue(path: system.data.database(of: .notifier))
        try await queue.write {
          try $0.execute(sql: "DELETE FROM message WHERE position = 1; UPDATE mailbox SET head = 9")
        }
        try queue.close()
        let red = try await system.terpadu(["verify", "--lang", "en"])
        #expect(red.status == 1)
        #expect(
          red.errors.contains("notifier: row-missing")
            && red.errors.contains("notifier: row-differs"), "\(red.output)\(red.errors)")
        let rebuilt = try await system.terpadu(["rebuild", "notifier", "--lang", "en"])
        #expect(rebuilt.status == 0, "\(rebuilt.output)\(rebuilt.errors)")
        #expect(
          rebuilt.output.contains("message") && rebuilt.output.contains("registry_fact"),
          "\(rebuilt.output)")
        let green = try await system.terpadu(["verify", "--lang", "en"])
        #expect(green.status == 0, "\(green.output)\(green.errors)")

        _ = try await system.up()
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
      }
    }
  }
}
