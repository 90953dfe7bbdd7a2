import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// Backups of the real system.
  @Suite struct BackupTests {
    @Test func `a backup under load is consistent and goes on as a system`() async throws {
      let seed = Plan.seed(for: "backup")
      var generator = SeededGenerator(seed: seed)
      let findings = SampleFinding.series(Plan.isLong ? 1000 : 200, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let progress = Progress()
        async let reports = system.reportAll(findings) { progress.set($0) }
        try await eventually("work is under way") { progress.done >= 20 }
        let backup = "\(system.folder)/backup"
        try await system.backUp(to: backup)
        // And again and again as long as there is load: each is a moment of its own.
        var count = 1
        while progress.done < findings.count {
          count += 1
          try await system.backUp(to: "\(backup)-\(count)")
        }
        print("seed \(seed): \(count) backups")
        let names = try FileManager.default.contentsOfDirectory(atPath: backup).sorted()
        #expect(
          names == [
            "findings.sqlite", "instance.json", "keys", "liaison.sqlite", "manifest.json",
            "notifier.sqlite", "registry.sqlite", "watch.sqlite",
          ])
        for name in names where name != "keys" {
          let attributes = try FileManager.default.attributesOfItem(atPath: "\(backup)/\(name)")
          #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        // Beside the running system it is a data directory that agrees with itself.
        let verify = try await system.verify(backup)
        #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
        let again = try await system.terpadu(["backup", backup])
        #expect(again.status == 3, "\(again.errors)")
        _ = try await reports
        try await system.settled()
        supervisor.send(SIGTERM)
        #expect(try await eventually("the end") { supervisor.ending } == .status(0))
        // In the data directory's place it starts and comes to its own heads.
        try FileManager.default.moveItem(
          atPath: system.data.path, toPath: "\(system.folder)/before")
        try FileManager.default.moveItem(atPath: backup, toPath: system.data.path)
        _ = try await system.up()
        try await system.settled()
        let after = try await system.terpadu(["verify"])
        #expect(after.status == 0, "\(after.output)\(after.errors)")
      }
    }

    @Test func `a stopped system is backed up, a folder without one is refused`() async throws {
      try await TestSystem.with { system in
        let nothing = try await system.terpadu(["backup", "\(system.folder)/nothing"])
        #expect(nothing.status == 3, "\(nothing.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(system.folder)/nothing/manifest.json"))
        let supervisor = try await system.up()
        supervisor.send(SIGTERM)
        #expect(try await eventually("the end") { supervisor.ending } == .status(0))
        let backup = "\(system.folder)/backup"
        try await system.backUp(to: backup)
        let verify = try await system.verify(backup)
        #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
      }
    }
  }
}

extension TestSystem {
  fileprivate func backUp(to folder: String) async throws {
    let taken = try await terpadu(["backup", folder])
    try #require(taken.status == 0, "\(taken.output)\(taken.errors)")
  }

  /// Runs `terpadu verify` on another directory.
  fileprivate func verify(_ directory: String) async throws -> RunResult {
    let process = try SpawnedProcess(
      ["\(TestSystem.executables)/terpadu", "verify", "--data", directory],
      files: "\(folder)/verify-backup")
    let ending = try await eventually("the end of verify") { process.ending }
    let status: Int32? = if case .status(let status) = ending { status } else { nil }
    return RunResult(status: status, output: process.output, errors: process.errors)
  }
}
