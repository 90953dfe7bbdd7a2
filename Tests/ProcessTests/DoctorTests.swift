import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu doctor` on the real executables.
  @Suite struct DoctorTests {
    private struct Output: Decodable {
      struct Item: Decodable {
        var word: String
        var state: String
        var service: String?
        var source: String?
        var parameters: [String: String]
        var text: String
        var todo: String?
      }

      var state: String
      var items: [Item]

      var problems: [String] {
        items.filter { $0.state != "ok" }.map {
          [$0.word, $0.service, $0.source].compactMap(\.self).joined(separator: " ")
        }
      }
    }

    private func doctor(_ system: TestSystem, _ status: Int32) async throws -> Output {
      let result = try await system.terpadu(["doctor", "--json"])
      #expect(result.status == status, "\(result.output)\(result.errors)")
      return try EventCoding.decode(Output.self, from: Array(result.output.utf8))
    }

    /// As a backup notes itself when it is done.
    private func noteBackup(in system: TestSystem, at time: String) throws {
      let folder = "\(system.folder)/backup"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data("{}".utf8).write(to: URL(fileURLWithPath: folder + "/manifest.json"))
      try Data(#"{"last":{"at":"\#(time)","directory":"\#(folder)"}}"#.utf8)
        .write(to: URL(fileURLWithPath: system.data.backupsFile))
    }

    @Test func `a new system lacks a backup and nothing else, and is well with one`() async throws {
      try await TestSystem.with { system in
        #expect(try await doctor(system, 1).problems == ["data-missing"])
        #expect(!FileManager.default.fileExists(atPath: system.data.path), "nothing was made")
        // In an exercise, so that the year with its holidays is the test's and not the machine's.
        _ = try await system.up(["--exercise", "--clock-start", "2026-03-04T08:00:00+07:00"])
        try await system.settled()
        #expect(try await doctor(system, 1).problems == ["backup-none"])
        let now = Date().ISO8601Format()
        try noteBackup(in: system, at: now)
        let well = try await doctor(system, 0)
        #expect(well.problems.isEmpty)
        #expect(well.items.allSatisfy { $0.todo == nil && !$0.text.isEmpty })
        let topics = Set(well.items.map(\.word))
        #expect(topics.isSuperset(of: ["clock", "disk-young", "links", "timers", "holidays"]))
      }
    }

    @Test func `the table that doctor asks for is brought in, and what waited for it is settled`()
      async throws
    {
      let table = """
        {"calendar": {"year": 2028, "certainty": "knowledge", "source": "uji", "holidays": [
          {"date": "2028-01-03", "kind": "national-holiday", "certainty": "knowledge",
           "source": "uji", "name": {"id": "Hari uji", "en": "Test day"}}]}}
        """
      try await TestSystem.with { system in
        _ = try await system.up(["--exercise", "--clock-start", "2027-12-20T08:00:00+07:00"])
        try await system.settled()
        let file = "\(system.folder)/libur-2028.json"
        let missing = try await doctor(system, 1).items.first { $0.word == "holidays-missing" }
        #expect(missing?.parameters["year"] == "2028")
        #expect(missing?.todo?.contains("terpadu registry import --file") == true)
        var generator = SeededGenerator(seed: 1)
        _ = try await system.report(SampleFinding(kind: .market, ordinal: 0, using: &generator))
        try await system.settled()
        func tasks() async throws -> TaskListAnswer {
          try await system.ask(ListTasks())
        }
        let due = try #require(try await tasks().tasks.first)
        #expect(due.provisional)

        // A wrong table is refused as a whole.
        try Data(table.replacingOccurrences(of: "2028-01-03", with: "2027-01-03").utf8)
          .write(to: URL(fileURLWithPath: file))
        let refused = try await system.terpadu(["registry", "import", "--file", file])
        #expect(refused.status == 3)
        #expect(refused.errors.contains("\(file), fakta ke-1: "), "\(refused.errors)")
        #expect(try await doctor(system, 1).problems.contains("holidays-missing"))

        try Data(table.utf8).write(to: URL(fileURLWithPath: file))
        for counts in [#""facts":1,"known":0"#, #""facts":0,"known":1"#] {
          let done = try await system.terpadu(["registry", "import", "--file", file, "--json"])
          #expect(done.status == 0, "\(done.errors)")
          #expect(done.output.contains(counts), "\(done.output)")
        }
        let items = try await doctor(system, 1).items
        #expect(items.first { $0.word == "holidays" }?.parameters["years"] == "2027, 2028")
        #expect(!items.contains { $0.word == "holidays-missing" })
        let task = try #require(try await tasks().tasks.first)
        #expect(!task.provisional)
        #expect(task.dueAt != due.dueAt)
      }
    }

    @Test func `what is broken is named with the way out, running or not`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "doctor"))
      let findings = SampleFinding.series(3, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        _ = try await system.reportAll(findings)
        try await system.settled()
        try noteBackup(in: system, at: "2020-01-01T00:00:00+07:00")
        // A frozen service does not answer, and its followers hear nothing of it.
        let frozen = try #require(system.pid(of: .findings))
        kill(frozen, SIGSTOP)
        defer { kill(frozen, SIGCONT) }
        try await eventually("watch reports findings as down") {
          try await system.link(of: .watch, to: .findings)?.state == "down"
        }
        let output = try await doctor(system, 1)
        let down = output.items.first { $0.word == "service-down" }
        #expect(down?.todo?.contains("kill -9 \(frozen)") == true, "\(down?.todo ?? "")")
        let sick = output.problems
        #expect(sick.contains("service-down findings"), "\(sick)")
        #expect(sick.contains("link-down watch findings"), "\(sick)")
        #expect(sick.contains("backup-old"), "\(sick)")
        #expect(sick.contains("contacts-missing"), "\(sick)")
        kill(frozen, SIGCONT)
        supervisor.send(SIGTERM)
        _ = try await eventually("the end") { supervisor.ending }

        // At rest: a damaged file, and a log of which another begins.
        try Data("no database".utf8).write(
          to: URL(fileURLWithPath: system.data.database(of: .liaison)))
        try await system.putAnotherLog(of: .findings)
        let watch = StoredFiles(of: .watch, in: system)
        try watch.bringIn()
        try watch.corrupt(page: try watch.root(of: "alert"))
        let rest = try await doctor(system, 1)
        #expect(rest.problems.contains("system-stopped"), "\(rest.problems)")
        #expect(rest.problems.contains("file-unreadable liaison"), "\(rest.problems)")
        #expect(rest.problems.contains("file-damaged watch"), "\(rest.problems)")
        #expect(rest.problems.contains("state-unknown"), "\(rest.problems)")
        let stop = try #require(rest.items.first { $0.word == "link-stopped" })
        #expect(stop.service == "watch")
        #expect(stop.source == "findings")
        #expect(stop.parameters["stop"] == "other-log")
        #expect(stop.todo?.contains("terpadu adopt findings") == true)
      }
    }
  }
}
