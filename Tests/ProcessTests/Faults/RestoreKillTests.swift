import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension FaultTests {
  /// `terpadu restore` and `terpadu adopt`, killed in the middle.
  @Suite struct RestoreKillTests {
    /// What a restore puts back.
    enum Extent: String, CaseIterable {
      case everything
      case findings

      var arguments: [String] { self == .everything ? [] : ["--service", "findings"] }
      var services: [ServiceName] { self == .everything ? ServiceName.allCases : [.findings] }
    }

    @Test(arguments: Extent.allCases)
    func `a restore killed at random moments is finished by the same command, and nothing is lost`(
      extent: Extent
    ) async throws {
      let seed = Plan.seed(for: "restore kills \(extent)")
      var generator = SeededGenerator(seed: seed)
      let findings = SampleFinding.series(10, using: &generator)
      try await TestSystem.with { system in
        let reported = try await backedUp(system, Array(findings[..<8]))
        let files = try StoppedFiles(of: system)
        let command = ["restore", backup(system)] + extent.arguments + ["--json"]
        let whole = try await measured(command, on: system)
        print("seed \(seed): \(whole.seconds) s from the first change to the end")
        try #require(whole.dropped.contains("finding.reported"), "\(whole.dropped)")
        var found: [String: Int] = [:]
        for round in 0..<(Plan.isLong ? 100 : 8) {
          try files.putBack()
          var told: [String] = []
          for step in 0...Int.random(in: 1...3, using: &generator) {
            let delay = Double.random(in: 0...whole.seconds * 1.1, using: &generator)
            let output =
              step == 0 && round.isMultiple(of: 2)
              ? try await killed(command, on: system)
              : try await killed(command, after: delay, on: system)
            if !output.isEmpty { told.append(try dropped(output)) }
            try files.expectKept()
            found[try await expectHonest(extent, system), default: 0] += 1
          }
          let last = try await system.terpadu(command)
          #expect(last.status == 0, "\(last.errors)")
          told.append(try dropped(last.output))
          #expect(told.first == whole.dropped)
          for service in extent.services { #expect(files.isReplaced(service)) }
          if extent == .everything { try await expectClean(system) }
        }
        print("seed \(seed): killed restores left \(found)")
        #expect(found.keys.contains("unfinished"), "\(found)")
        try await expectGoesOn(extent, reported, Array(findings[8...]), system)
      }
    }

    /// A system at work, a backup in the middle, and an end by SIGKILL.
    /// - Returns: what the backup has.
    private func backedUp(
      _ system: TestSystem, _ findings: [SampleFinding]
    ) async throws -> [Reported] {
      let supervisor = try await system.up()
      var reported: [Reported] = []
      for finding in findings[..<4] { reported.append(try await system.report(finding)) }
      try await system.settled()
      #expect(try await system.terpadu(["backup", backup(system)]).status == 0)
      for finding in findings[4...] { _ = try await system.report(finding) }
      try await system.settled()
      for process in system.running { kill(process.id, SIGKILL) }
      try await eventually("nothing runs") { supervisor.ending != nil && system.running.isEmpty }
      return reported
    }

    private func backup(_ system: TestSystem) -> String { "\(system.folder)/backup" }

    /// How a restore goes that nobody disturbs.
    private struct Undisturbed {
      /// From the first change to the end.
      var seconds: Double
      var dropped: String
    }

    private func measured(
      _ command: [String], on system: TestSystem
    ) async throws -> Undisturbed {
      let process = try system.start("terpadu", command)
      try await awaitChange(by: process, on: system)
      let began = ContinuousClock.now
      let ending = try await eventually("its end", every: .milliseconds(1)) { process.ending }
      #expect(ending == .status(0), "\(process.errors)")
      return Undisturbed(
        seconds: (ContinuousClock.now - began) / .seconds(1),
        dropped: try dropped(process.output))
    }

    /// Until then a restore only reads, for most of its time.
    private func awaitChange(by process: SpawnedProcess, on system: TestSystem) async throws {
      let staging = "\(system.data.path)/restore.staging"
      let before = modified(staging)
      try await eventually("its first change", every: .milliseconds(1)) {
        process.ending != nil || modified(staging) != before
      }
    }

    private func modified(_ path: String) -> Date? {
      (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }

    /// - Parameter seconds: after it has begun to change something.
    /// - Returns: what it said before its end.
    private func killed(
      _ command: [String], after seconds: Double, on system: TestSystem
    ) async throws -> String {
      let process = try system.start("terpadu", command)
      try await awaitChange(by: process, on: system)
      // Not a wait for anything: the place of the fault.
      try await Task.sleep(for: .seconds(seconds))
      return try await ended(process, on: system)
    }

    /// Kills a restore as soon as its word is there, which chance may miss on a fast disk.
    private func killed(_ command: [String], on system: TestSystem) async throws -> String {
      let process = try system.start("terpadu", command)
      try await eventually("its word", every: .milliseconds(1)) {
        process.ending != nil || FileManager.default.fileExists(atPath: system.data.restoreFile)
      }
      return try await ended(process, on: system)
    }

    private func ended(
      _ process: SpawnedProcess, on system: TestSystem
    ) async throws -> String {
      process.send(SIGKILL)
      _ = try await eventually("its end") { process.ending }
      try await eventually("the end of what it started") { system.running.isEmpty }
      return process.output
    }

    /// What a restore says that it dropped, in one form.
    private func dropped(_ output: String) throws -> String {
      let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
      let services = try #require(object?["services"] as? [[String: Any]], "\(output)")
      let lost = services.map { $0["lost"] ?? NSNull() }
      return String(
        decoding: try JSONSerialization.data(withJSONObject: lost, options: .sortedKeys),
        as: UTF8.self)
    }

    /// Either nothing has happened, or it was finished, or everything refuses to start and says what
    /// to do.
    /// - Returns: which.
    private func expectHonest(_ extent: Extent, _ system: TestSystem) async throws -> String {
      let isMarked = FileManager.default.fileExists(atPath: system.data.restoreFile)
      guard isMarked else {
        let isDone = FileManager.default.fileExists(
          atPath: system.data.restoreMarkFile(of: .findings))
        return isDone ? "finished" : "untouched"
      }
      try await expectRefusals(extent.arguments, system)
      return "unfinished"
    }

    /// Everything but the same restore is refused, with the command that ends it.
    private func expectRefusals(_ arguments: [String], _ system: TestSystem) async throws {
      let todo = (["terpadu restore", backup(system)] + arguments + ["--data", system.data.path])
        .joined(separator: " ")
      let before = try sizes(system)
      for command in [
        ["up"], ["backup", "\(system.folder)/other"],
        ["restore", "--in-place", "--service", "findings"],
        ["restore", backup(system), "--service", "watch"], ["verify"], ["status"],
        ["finding", "list"],
      ] {
        let refused = try await system.terpadu(command)
        #expect(refused.status == 3, "\(command) \(refused.output)\(refused.errors)")
        #expect(refused.errors.contains("\(todo) ["), "\(command) \(refused.errors)")
      }
      let doctor = try await system.terpadu(["doctor", "--lang", "en"])
      #expect(doctor.status == 1 && doctor.output.contains(todo), "\(doctor.output)")
      for service in ServiceName.allCases {
        let daemon = try system.start("terpadu-\(service.rawValue)", [])
        let ending = try await eventually("\(service.rawValue) refuses") { daemon.ending }
        #expect(ending == .status(1) && daemon.errors.contains("restore-unfinished"))
      }
      #expect(try sizes(system) == before)
    }

    /// The services' files as they stand there.
    private func sizes(_ system: TestSystem) throws -> [ServiceName: Int?] {
      Dictionary(
        uniqueKeysWithValues: ServiceName.allCases.map { service in
          let file = system.data.database(of: service)
          let attributes = try? FileManager.default.attributesOfItem(atPath: file)
          return (service, attributes?[.size] as? Int)
        })
    }

    private func expectClean(_ system: TestSystem) async throws {
      let verify = try await system.terpadu(["verify"])
      #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
    }

    /// The country works, nobody was told anything twice, and what was lost is listed.
    private func expectGoesOn(
      _ extent: Extent, _ reported: [Reported], _ more: [SampleFinding], _ system: TestSystem
    ) async throws {
      let supervisor = try system.start("terpadu", ["up"])
      if extent == .findings { try await adoptKilled(system) }
      try await eventually("ready", within: .seconds(60)) { supervisor.output.contains("\n") }
      var reported = reported
      for finding in more { reported.append(try await system.report(finding)) }
      try await system.settled()
      try await system.expectOnce(reported)
      try await expectClean(system)
      supervisor.send(SIGTERM)
      #expect(try await eventually("an orderly end") { supervisor.ending } == .status(0))
    }

    /// `terpadu adopt` killed again and again: what it has asked for is done or not, and the last one
    /// says everything.
    private func adoptKilled(_ system: TestSystem) async throws {
      try await system.awaitStop(of: .watch, for: .findings)
      for step in 0..<(Plan.isLong ? 40 : 6) {
        let process = try system.start("terpadu", ["adopt", "findings"])
        // Not a wait for anything: the place of the fault.
        try await Task.sleep(for: .milliseconds(25 * step))
        process.send(SIGKILL)
        _ = try await eventually("its end") { process.ending }
      }
      let adopted = try await system.terpadu(["adopt", "findings", "--lang", "en"])
      #expect(adopted.status == 0, "\(adopted.output)\(adopted.errors)")
      let missing = try await system.terpadu(["missing", "--lang", "en"])
      for text in [adopted.output, missing.output] {
        let lost = text.split(separator: "\n").filter { $0.contains("finding.reported") }
        #expect(lost.count == 4, "\(text)")
      }
    }
  }
}
