import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension ProcessTests {
  /// `terpadu up` as an operator sees it.
  @Suite struct SupervisorTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `up says once that it is ready, and a signal ends everything in order`(
      signal: Int32
    ) async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        #expect(
          Set(system.running.map(\.program))
            == Set(ServiceName.allCases.map { "terpadu-\($0.rawValue)" } + ["terpadu"]))
        supervisor.send(signal)
        let ending = try await eventually("the end") { supervisor.ending }
        #expect(ending == .status(0))
        #expect(system.running.isEmpty)
        let lines = supervisor.output.split(separator: "\n")
        #expect(lines.count == 1, "\(supervisor.output)")
        #expect(lines.first?.hasPrefix("ready") == true, "\(supervisor.output)")
        #expect(supervisor.errors.isEmpty, "\(supervisor.errors)")
      }
    }

    @Test func `down ends a running system and is content when nothing runs`() async throws {
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let down = try await system.terpadu(["down"])
        #expect(down.status == 0, "\(down.errors)")
        // Its right to the directory is free a moment before its process has ended.
        #expect(try await eventually("the end") { supervisor.ending } == .status(0))
        #expect(system.running.isEmpty)
        let again = try await system.terpadu(["down"])
        #expect(again.status == 0)
        #expect(!again.errors.isEmpty)
      }
    }

    @Test func `a killed service is started again at once, and up says so, and when it is ready`()
      async throws
    {
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", "en"])
        for service in ServiceName.allCases {
          let victim = try await eventually("a process") { system.pid(of: service) }
          kill(victim, SIGKILL)
          try await eventually("another \(service.rawValue)") {
            try await system.status(of: service).pid != victim
          }
          try await eventually("the sentences about \(service.rawValue)") {
            supervisor.errors.hasSuffix("\(service.rawValue) is ready now.\n")
          }
          let sentences = supervisor.errors.split(separator: "\n").suffix(2)
          #expect(sentences.first?.contains("\(service.rawValue) was ended by signal 9") == true)
        }
        // Two sentences a service: none was started more than once again.
        #expect(supervisor.errors.split(separator: "\n").count == 2 * ServiceName.allCases.count)
        #expect(supervisor.output.split(separator: "\n").count == 1)
        try await system.settled()
      }
    }

    @Test
    func `a log put back from an older copy keeps the system from nothing else, and up says so`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "stopped link"))
      let findings = SampleFinding.series(4, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        _ = try await system.reportAll(Array(findings[..<2]))
        try await system.settled()
        try await end(first, system)
        let file = system.data.database(of: .findings)
        let copy = "\(system.folder)/older"
        try StoredFiles(of: .findings, in: system).bringIn()
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        let second = try await system.up()
        _ = try await system.reportAll(Array(findings[2...]))
        try await system.settled()
        try await end(second, system)
        for suffix in ["-wal", "-shm"] { unlink(file + suffix) }
        #expect(rename(copy, file) == 0)

        let third = try await system.up(["--json", "--lang", "en"])
        #expect(
          third.output.contains(#"{"reason":"older-head","service":"watch","source":"findings"}"#),
          "\(third.output)")
        try await system.says(
          third, "watch FOLLOWS the log of findings NO MORE", "older copy",
          "terpadu restore DIR --service findings")
        // What works, works: the registry's change reaches everybody.
        let enrolled = try await system.terpadu([
          "enrol", "kemenkes", "--out", "\(system.folder)/kemenkes.key",
        ])
        #expect(enrolled.status == 0, "\(enrolled.errors)")
        let head = try await system.status(of: .registry).head
        for follower in ServiceName.allCases where follower != .registry {
          try await eventually("\(follower.rawValue) knows the key") {
            try await system.link(of: follower, to: .registry)?.position == head
          }
        }
      }
    }

    private func end(_ supervisor: SpawnedProcess, _ system: TestSystem) async throws {
      supervisor.send(SIGTERM)
      try await eventually("the end") { supervisor.ending != nil && system.running.isEmpty }
    }
  }
}
