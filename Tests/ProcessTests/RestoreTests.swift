import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu restore` and `terpadu adopt` on the real executables.
  @Suite struct RestoreTests {
    private struct Item: Decodable {
      var word: String
      var service: String?
      var source: String?
      var todo: String?
    }

    private struct Items: Decodable { var items: [Item] }

    private struct Missing: Decodable {
      var service: String
      var source: String
      var type: String?
    }

    private func doctor(_ system: TestSystem) async throws -> [Item] {
      let result = try await system.terpadu(["doctor", "--json", "--lang", "en"])
      return try EventCoding.decode(Items.self, from: Array(result.output.utf8)).items
    }

    private func end(_ supervisor: SpawnedProcess) async throws {
      supervisor.send(SIGTERM)
      #expect(try await eventually("the end") { supervisor.ending } == .status(0))
    }

    /// A country at work, a backup, more findings, and an older file put back.
    @Test(arguments: ServiceName.allCases)
    func `an older file put back is noticed, adopted, and nobody is told twice`(
      service: ServiceName
    ) async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "restore \(service.rawValue)"))
      let findings = SampleFinding.series(18, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        var reported = try await system.reportAll(Array(findings[..<6]))
        try await system.settled()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        #expect(try await doctor(system).contains { $0.word == "backup" && $0.todo == nil })
        for finding in findings[6..<12] { reported.append(try await system.report(finding)) }
        try await system.settled()
        let restore = ["restore", backup, "--service", service.rawValue]
        let early = try await system.terpadu(restore)
        #expect(early.status == 3, "\(early.output)\(early.errors)")
        #expect(early.errors.contains("already-running"), "\(early.errors)")
        try await end(first)
        let restored = try await system.terpadu(restore)
        #expect(restored.status == 0, "\(restored.output)\(restored.errors)")

        let second = try system.start("terpadu", ["up"])
        let followers = ServiceName.allCases.filter { $0.follows.contains(service) }
        if !followers.isEmpty {
          try await awaitStop(of: followers, for: service, system)
          let adopted = try await system.terpadu(["adopt", service.rawValue])
          #expect(adopted.status == 0, "\(adopted.output)\(adopted.errors)")
        }
        try await eventually("ready", within: .seconds(60)) { second.output.contains("\n") }
        for finding in findings[12...] { reported.append(try await system.report(finding)) }
        try await system.settled()
        try await system.expectOnce(reported)
        try await expectMissing(service, system)
        try await expectClean(system)
        try await end(second)
      }
    }

    private func awaitStop(
      of followers: [ServiceName], for service: ServiceName, _ system: TestSystem
    ) async throws {
      for follower in followers {
        try await system.awaitStop(of: follower, for: service)
      }
      let stops = try await doctor(system).filter { $0.word == "link-stopped" }
      #expect(Set(stops.compactMap(\.service)) == Set(followers.map(\.rawValue)))
      #expect(
        stops.allSatisfy { $0.todo?.contains("terpadu adopt \(service.rawValue)") == true })
    }

    /// What was derived again is not missing; what an officer reported is.
    private func expectMissing(_ service: ServiceName, _ system: TestSystem) async throws {
      let result = try await system.terpadu(["missing", "--json"])
      #expect(result.status == 0, "\(result.errors)")
      let lost = try result.output.split(separator: "\n").map {
        try EventCoding.decode(Missing.self, from: Array($0.utf8))
      }
      #expect(lost.allSatisfy { $0.source == service.rawValue }, "\(lost)")
      let types = lost.filter { $0.service == "watch" }.compactMap(\.type)
      switch service {
      case .findings:
        #expect(types == Array(repeating: "finding.reported", count: 6))
        #expect(
          try await doctor(system).contains {
            $0.word == "records-missing" && $0.service == "watch" && $0.todo != nil
          })
      default:
        #expect(
          !lost.contains { $0.type?.hasPrefix("alert") == true || $0.type == "task.created" })
      }
    }

    @Test
    func `what a restore drops is listed, and what a file put there by hand accepted is kept`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "restore by hand"))
      let findings = SampleFinding.series(5, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        _ = try await system.report(findings[0])
        try await system.settled()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        for finding in findings[1...2] { _ = try await system.report(finding) }
        try await system.settled()
        try await end(first)
        try system.putFile("\(backup)/findings.sqlite", as: .findings)
        let stop = try #require(
          try await doctor(system).first { $0.word == "link-stopped" && $0.service == "watch" })
        #expect(stop.todo?.contains("terpadu restore --in-place --service findings") == true)

        let second = try await system.up()
        var own: [Reported] = []
        for finding in findings[3...4] { own.append(try await system.report(finding)) }
        let unknown = try await system.terpadu(["missing", "--lang", "en"])
        #expect(unknown.status == 1, "\(unknown.output)\(unknown.errors)")
        #expect(unknown.output.contains("NOT KNOWN YET"), "\(unknown.output)")
        try await end(second)

        let restore = ["restore", backup, "--service", "findings", "--lang", "en"]
        let restored = try await system.terpadu(restore)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("finding.reported 2"), "\(restored.output)")
        for one in own {
          #expect(
            restored.output.contains("about \(one.number) (id \(one.finding.id)),"),
            "\(restored.output)")
        }
        let todo = try await doctor(system).first { $0.word == "link-stopped" }?.todo
        #expect(todo?.contains("terpadu up, then terpadu adopt findings") == true, "\(todo ?? "")")

        // The other way, with the file that was moved aside: nothing that it accepted is lost.
        let aside = "\(system.data.path)/replaced"
        let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: aside).first)
        try system.putFile("\(aside)/\(folder)/findings.sqlite", as: .findings)
        let begun = try await system.terpadu(["restore", "--in-place", "--service", "findings"])
        #expect(begun.status == 0, "\(begun.errors)")
        let third = try system.start("terpadu", ["up"])
        try await system.awaitStop(of: .watch, for: .findings)
        let early = try await system.terpadu(["verify", "--lang", "en"])
        #expect(early.output.contains("terpadu adopt findings"), "\(early.output)")
        let adopted = try await system.terpadu(["adopt", "findings", "--lang", "en"])
        #expect(adopted.status == 0, "\(adopted.output)\(adopted.errors)")
        try await eventually("ready", within: .seconds(60)) { third.output.contains("\n") }
        try await system.settled()
        try await system.expectOnce(own)
        let missing = try await system.terpadu(["missing", "--lang", "en"])
        #expect(missing.status == 0)
        #expect(
          missing.output.split(separator: "\n").filter { $0.contains("finding.reported") }.count
            == 2,
          "\(missing.output)")
        try await expectClean(system)
        try await end(third)
      }
    }

    @Test func `a file that is gone is not begun anew, and comes back from the backup`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "restore gone"))
      let findings = SampleFinding.series(2, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        _ = try await system.report(findings[0])
        try await system.settled()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        try await end(first)
        try system.removeFile(of: .findings)
        let words = try await doctor(system).map(\.word)
        let (missing, stopped) = (
          try #require(words.firstIndex(of: "file-missing")),
          try #require(words.firstIndex(of: "system-stopped"))
        )
        #expect(missing < stopped)
        let second = try system.start("terpadu", ["up", "--lang", "en"])
        try await eventually("findings is refused") {
          second.errors.contains("its file is missing, and other services follow its log")
        }
        #expect(second.errors.contains("terpadu restore DIR --service findings"))
        try await end(second)
        #expect(!FileManager.default.fileExists(atPath: system.data.database(of: .findings)))

        // Made anew by mistake, beside a broken instance file: the backup has both.
        try await system.putAnotherLog(of: .findings)
        try Data("{".utf8).write(to: URL(fileURLWithPath: system.data.instanceFile))
        let restored = try await system.terpadu(["restore", backup, "--service", "findings"])
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(
          FileManager.default.contentsEqual(
            atPath: system.data.instanceFile, andPath: "\(backup)/instance.json"))
        let third = try system.start("terpadu", ["up"])
        try await system.awaitStop(of: .watch, for: .findings)
        #expect(try await system.terpadu(["adopt", "findings"]).status == 0)
        try await eventually("ready", within: .seconds(60)) { third.output.contains("\n") }
        _ = try await system.report(findings[1])
        try await system.settled()
        try await expectClean(system)
        try await end(third)
        // The backup's watch knows nothing of the epoch that findings has begun.
        let watch = try await system.terpadu([
          "restore", backup, "--service", "watch", "--json",
        ])
        #expect(
          watch.output.contains(#""adopt":["findings","watch"]"#),
          "\(watch.output)\(watch.errors)")
      }
    }

    @Test func `a whole system goes back to a backup, which was tried beside it before`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "restore all"))
      let findings = SampleFinding.series(12, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        var reported = try await system.reportAll(Array(findings[..<6]))
        try await system.settled()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        for finding in findings[6..<8] { _ = try await system.report(finding) }
        try await system.settled()
        let check = try await system.terpadu(["restore", backup, "--check", "--json"])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        #expect(check.output.contains(#""clean":true"#), "\(check.output)")
        #expect(check.output.contains(#""started":["registry","findings","watch","#))
        #expect(check.output.contains(#""lastRecordAt":"20"#), "\(check.output)")
        try await end(first)
        for attempt in ["2", "3"] {
          let restored = try await system.terpadu(["restore", backup, "--json"])
          #expect(restored.status == 0, "\(restored.output)\(restored.errors)")
          #expect(restored.output.contains(#""epoch":\#(attempt)"#), "\(restored.output)")
          #expect(restored.output.contains(#""adopt":[]"#), "\(restored.output)")
        }
        let second = try await system.up()
        for finding in findings[8...] { reported.append(try await system.report(finding)) }
        try await system.settled()
        try await system.expectOnce(reported)
        try await expectClean(system)
        // What was replaced is there.
        let aside = try FileManager.default.contentsOfDirectory(
          atPath: "\(system.data.path)/replaced")
        #expect(aside.count == 1)
        try await end(second)
      }
    }

    @Test func `what cannot be put back is refused, and nothing is changed`() async throws {
      try await TestSystem.with { system in
        let first = try await system.up()
        try await system.settled()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        try await end(first)
        let before = try Data(contentsOf: URL(fileURLWithPath: system.data.database(of: .watch)))
        func refused(
          _ arguments: [String], _ rule: String, on data: DataDirectory? = nil
        ) async throws {
          let result = try await system.terpadu(["restore"] + arguments, on: data)
          #expect(result.status == 3, "\(arguments) \(result.output)\(result.errors)")
          #expect(result.errors.contains(rule), "\(arguments) \(result.errors)")
        }
        try await refused(["\(system.folder)/nowhere"], "not-a-backup")
        try await refused([system.data.path], "not-a-backup")
        try await refused([backup, "--service", "gudang"], "not-one-of")

        let cut = "\(system.folder)/cut"
        try FileManager.default.copyItem(atPath: backup, toPath: cut)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(cut)/watch.sqlite"))
        try file.truncate(atOffset: 8192)
        try file.close()
        try await refused([cut], "backup-damaged")
        try await refused([cut, "--check"], "backup-damaged")

        let foreign = "\(system.folder)/foreign"
        try FileManager.default.copyItem(atPath: backup, toPath: foreign)
        try passOff(.watch, as: .liaison, in: foreign)
        try await refused([foreign], "backup-foreign-file")

        let exercise = DataDirectory("\(system.folder)/exercise")
        try FileManager.default.createDirectory(
          atPath: exercise.path, withIntermediateDirectories: true)
        _ = try exercise.openInstance(.exercise(start: nil, rate: nil), now: .machineNow)
        try await refused([backup], "restore-onto-exercise", on: exercise)

        let after = try Data(contentsOf: URL(fileURLWithPath: system.data.database(of: .watch)))
        #expect(before == after)
        #expect(!FileManager.default.fileExists(atPath: system.data.restoreFile))

        // A restore that was cut off keeps everything from starting until it is done again.
        try Data("{}".utf8).write(to: URL(fileURLWithPath: system.data.restoreFile))
        let up = try await system.terpadu(["up"])
        #expect(up.status == 3 && up.errors.contains("restore-unfinished"), "\(up.errors)")
        #expect(try await system.terpadu(["restore", backup]).status == 0)
        try await end(try await system.up())
      }
    }

    @Test func `a backup of a host that has the notifier alone is tried without a start`()
      async throws
    {
      try await TestSystem.with { system in
        let first = try await system.up()
        try await system.settled()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        try await end(first)
        try changeManifest(in: backup) { services in
          services.removeAll { $0["service"] as? String != ServiceName.notifier.rawValue }
        }
        let check = try await system.terpadu(["restore", backup, "--check", "--json"])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        #expect(check.output.contains(#""started":[]"#), "\(check.output)")
      }
    }

    @Test(.enabled(if: Machine.mayMount, "this machine does not permit mounting"))
    func `a disk without room and one that cannot be written are named before anything happens`()
      async throws
    {
      try await TestSystem.with { system in
        let first = try await system.up()
        let backup = "\(system.folder)/backup"
        #expect(try await system.terpadu(["backup", backup]).status == 0)
        try await end(first)
        let small = DataDirectory("\(system.folder)/small")
        try FileManager.default.createDirectory(
          atPath: small.path, withIntermediateDirectories: true)
        _ = try SmallDisk(memory: 16, at: small.path, of: system)
        let full = try await system.terpadu(["restore", backup], on: small)
        #expect(full.status == 3 && full.errors.contains("restore-no-room"), "\(full.errors)")
        try Machine.run("mount", "-o", "remount,ro", small.path)
        let sealed = try await system.terpadu(["restore", backup], on: small)
        #expect(
          sealed.status == 3 && sealed.errors.contains("restore-read-only"), "\(sealed.errors)")
        #expect(!FileManager.default.fileExists(atPath: small.database(of: .registry)))
      }
    }

    /// Makes a backup whose file of one service is another's, and whose manifest agrees with it.
    private func passOff(
      _ service: ServiceName, as other: ServiceName, in folder: String
    ) throws {
      try changeManifest(in: folder) { services in
        func index(_ name: ServiceName) throws -> Int {
          try #require(services.firstIndex { $0["service"] as? String == name.rawValue })
        }
        var file = try #require(services[try index(service)]["file"] as? [String: Any])
        file["path"] = "\(other.rawValue).sqlite"
        services[try index(other)]["file"] = file
      }
      try FileManager.default.removeItem(atPath: "\(folder)/\(other.rawValue).sqlite")
      try FileManager.default.copyItem(
        atPath: "\(folder)/\(service.rawValue).sqlite",
        toPath: "\(folder)/\(other.rawValue).sqlite")
    }

    private func changeManifest(
      in folder: String, _ change: (inout [[String: Any]]) throws -> Void
    ) throws {
      let url = URL(fileURLWithPath: "\(folder)/manifest.json")
      var manifest = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
      var services = try #require(manifest["services"] as? [[String: Any]])
      try change(&services)
      manifest["services"] = services
      try JSONSerialization.data(withJSONObject: manifest).write(to: url)
    }
  }
}
