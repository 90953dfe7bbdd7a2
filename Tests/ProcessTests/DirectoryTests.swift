import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// One data directory belongs to one system, and to real data or to one exercise.
  @Suite struct DirectoryTests {
    @Test func `a second system and a second daemon are refused and told who is there`()
      async throws
    {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let second = try await system.terpadu(["up"])
        #expect(second.status == 3)
        #expect(second.output.isEmpty)
        #expect(second.errors.contains("\(supervisor.id)"), "\(second.errors)")
        for service in ServiceName.allCases {
          let holder = try await system.status(of: service).pid
          let daemon = try system.start("terpadu-\(service.rawValue)", [])
          let ending = try await eventually("its end") { daemon.ending }
          #expect(ending == .status(1))
          #expect(
            daemon.errors.contains("\(holder)") && daemon.errors.contains(service.rawValue),
            "\(daemon.errors)")
          #expect(try await system.status(of: service).pid == holder)
        }
        #expect(supervisor.ending == nil)
      }
    }

    @Test func `a daemon does not start with a list where an address belongs`() async throws {
      try await TestSystem.with { system in
        try FileManager.default.createDirectory(
          atPath: system.data.path, withIntermediateDirectories: false)
        try Data("registry:\n  listen:\n    door: [\"tcp://127.0.0.1:1\"]\n".utf8)
          .write(to: URL(fileURLWithPath: system.data.path + "/terpadu.yaml"))
        let daemon = try system.start("terpadu-registry", [])
        let ending = try await eventually("its end") { daemon.ending }
        #expect(ending == .status(1))
        #expect(
          daemon.errors.contains("configuration-shape: ")
            && daemon.errors.contains("registry.listen.door"), "\(daemon.errors)")
      }
    }

    @Test func `an exercise never shares a directory with real data`() async throws {
      try await TestSystem.with { system in
        let real = try await system.up()
        real.send(SIGTERM)
        _ = try await eventually("the end") { real.ending }
        for arguments in [
          ["up", "--exercise"], ["up", "--exercise", "--clock-rate", "60"],
        ] {
          let exercise = try await system.terpadu(arguments)
          #expect(exercise.status == 3, "\(exercise.errors)")
          #expect(exercise.errors.contains(system.data.path))
          #expect(system.running.isEmpty)
        }
      }
    }

    @Test func `real data never share a directory with an exercise, which says what it is`()
      async throws
    {
      try await TestSystem.with { system in
        let exercise = try await system.up([
          "--exercise", "--clock-start", "2026-04-01T08:00:00+07:00", "--clock-rate", "60",
        ])
        var generator = SeededGenerator(seed: 1)
        _ = try await system.report(
          SampleFinding(kind: .market, ordinal: 0, using: &generator))
        try await system.settled()
        let inbox = try await system.ask(ReadInbox(unit: UnitID("pemda-17.02")))
        #expect(inbox.entries.count == 2)
        #expect(inbox.entries.allSatisfy { $0.exercise })
        #expect(inbox.entries.allSatisfy { $0.createdAt.description.hasPrefix("2026-04-01") })
        exercise.send(SIGTERM)
        _ = try await eventually("the end") { exercise.ending }
        let real = try await system.terpadu(["up"])
        #expect(real.status == 3, "\(real.errors)")
        #expect(real.errors.contains(system.data.path))
        let otherClock = try await system.terpadu(["up", "--exercise", "--clock-rate", "61"])
        #expect(otherClock.status == 3, "\(otherClock.errors)")
        #expect(system.running.isEmpty)
      }
    }
  }
}
