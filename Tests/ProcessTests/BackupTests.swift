import Events
import Foundation
import Security
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
        // A data directory that takes no file of this name: the backup is one all the same.
        try FileManager.default.removeItem(atPath: system.data.backupsFile)
        try FileManager.default.createDirectory(
          atPath: "\(system.data.backupsFile)/taken", withIntermediateDirectories: true)
        let unnoted = try await system.terpadu(
          ["backup", "\(system.folder)/unnoted", "--lang", "en"])
        #expect(unnoted.status == 1)
        #expect(unnoted.output.contains("is complete"), "\(unnoted.output)")
        #expect(unnoted.errors.contains("doctor will not know of it"), "\(unnoted.errors)")
        let sound = try await system.verify("\(system.folder)/unnoted")
        #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
      }
    }

    @Test func `a damaged file is neither backed up nor put back`() async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        supervisor.send(SIGTERM)
        #expect(try await eventually("the end") { supervisor.ending } == .status(0))
        let backup = "\(system.folder)/backup"
        try await system.backUp(to: backup)
        let note = try Data(contentsOf: URL(fileURLWithPath: system.data.backupsFile))

        let files = StoredFiles(of: .liaison, in: system)
        try files.bringIn()
        let page = try files.root(of: "task")
        try files.corrupt(page: page)
        let failed = try await system.terpadu(
          ["backup", "\(system.folder)/failed", "--lang", "en"])
        #expect(failed.status == 1, "\(failed.output)")
        #expect(
          failed.errors.contains("the file of liaison is damaged (pages)"), "\(failed.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(system.folder)/failed/manifest.json"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: system.data.backupsFile)) == note)

        // As a program wrote it that copied without looking.
        let before = try Data(contentsOf: URL(fileURLWithPath: files.database))
        let place = "\(backup)/liaison.sqlite"
        let digest = { (data: Data) in
          data.withUnsafeBytes { Hashing.blake2b256($0) }.description
        }
        let manifest = try String(contentsOfFile: "\(backup)/manifest.json", encoding: .utf8)
        let sound = try Data(contentsOf: URL(fileURLWithPath: place))
        #expect(manifest.contains(digest(sound)))
        var damaged = sound
        let start = (page - 1) * StoredFiles.pageBytes
        damaged.replaceSubrange(
          start..<start + StoredFiles.pageBytes,
          with: Data(repeating: 0xff, count: StoredFiles.pageBytes))
        try damaged.write(to: URL(fileURLWithPath: place))
        try Data(manifest.replacing(digest(sound), with: digest(damaged)).utf8)
          .write(to: URL(fileURLWithPath: "\(backup)/manifest.json"))
        let refused = try await system.terpadu(["restore", backup, "--lang", "en"])
        #expect(refused.status == 3, "\(refused.output)")
        #expect(refused.errors.contains("the file of liaison (pages)"), "\(refused.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: files.database)) == before)
        #expect(!FileManager.default.fileExists(atPath: system.data.restoreFile))
        let check = try await system.terpadu(["restore", backup, "--check", "--lang", "en"])
        #expect(check.status == 1 && check.errors.contains("liaison: pages"), "\(check.errors)")
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
