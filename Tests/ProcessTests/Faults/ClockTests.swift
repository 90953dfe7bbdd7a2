import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension FaultTests {
  /// Clocks that jump, and machines that know no time zones.
  @Suite struct ClockTests {
    @Test(
      .enabled(
        if: Machine.fakeTime != nil,
        "libfaketime is missing (Debian package faketime), so no service can have another clock"))
    func `a clock that jumps a day back and a day ahead loses nothing and doubles nothing`()
      async throws
    {
      let library = try #require(Machine.fakeTime)
      var generator = SeededGenerator(seed: Plan.seed(for: "clock"))
      let findings = SampleFinding.series(8 * ServiceName.allCases.count, using: &generator)
      try await TestSystem.with { system in
        var clocks: [ServiceName: Clock] = [:]
        var daemons: [ServiceName: SpawnedProcess] = [:]
        for service in ServiceName.allCases {
          let clock = Clock(file: "\(system.folder)/clock-\(service.rawValue)")
          try clock.set(hours: 0)
          clocks[service] = clock
          system.setLaunch(clock.launch(library), of: service)
          daemons[service] = try await system.startDaemon(service)
        }
        var reported: [Reported] = []
        for (index, service) in ServiceName.allCases.enumerated() {
          let part = findings[(index * 8)..<(index * 8 + 8)]
          try clocks[service]?.set(hours: -24)
          reported += try await system.reportAll(Array(part.prefix(4)))
          try await system.settled()
          try await expectNothingDown(system, "\(service.rawValue) a day back")
          try clocks[service]?.set(hours: 24)
          reported += try await system.reportAll(Array(part.dropFirst(4)))
          try await system.settled()
          try await expectNothingDown(system, "\(service.rawValue) a day ahead")
          try clocks[service]?.set(hours: 0)
        }
        for (service, daemon) in daemons {
          #expect(daemon.ending == nil, "\(service.rawValue): \(daemon.errors.suffix(500))")
        }
        try await system.expectNothingLost(reported)
      }
    }

    @Test(
      .enabled(
        if: Machine.fakeTime != nil,
        "libfaketime is missing (Debian package faketime), so no service can have another clock"))
    func
      `findings with a clock a day behind refuses what lies ahead, and takes it afterwards`()
      async throws
    {
      let library = try #require(Machine.fakeTime)
      try await TestSystem.with { system in
        let clock = Clock(file: "\(system.folder)/clock")
        try clock.set(hours: -24)
        system.setLaunch(clock.launch(library), of: .findings)
        for service in ServiceName.allCases { _ = try await system.startDaemon(service) }
        let now = TimeText(.machineNow).description
        let document = ProcessTests.BadInputTests.good.replacingOccurrences(
          of: "2026-03-04T16:20:00+07:00", with: now)
        let report = ["finding", "report", "-", "--as", "pom-bandung", "--lang", "en"]
        let refused = try await system.terpadu(report, input: Array(document.utf8))
        #expect(refused.status == 3)
        #expect(refused.errors.contains("in-future"), "\(refused.errors)")
        try clock.set(hours: 0)
        let taken = try await system.terpadu(report, input: Array(document.utf8))
        #expect(taken.status == 0, "\(taken.errors)")
      }
    }

    @Test func `without time zone data every time is the same`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "time zones"))
      let findings = SampleFinding.series(4, using: &generator)
      var seen: [[String]] = []
      for zones in [nil, "/nonexistent"] {
        try await TestSystem.with { system in
          var launch = TestSystem.Launch()
          if let zones { launch.environment = ["TZDIR": zones, "TZ": "Asia/Jayapura"] }
          for service in ServiceName.allCases {
            system.setLaunch(launch, of: service)
            _ = try await system.startDaemon(service)
          }
          let reported = try await system.reportAll(findings)
          try await system.settled()
          let tasks = try await system.terpadu(["task", "list"], as: launch)
          let inbox = try await system.terpadu(["inbox", "pemda-61.01"], as: launch)
          #expect(tasks.status == 0 && inbox.status == 0)
          // The zone of the one who reads: Sambas is in the west.
          #expect(inbox.output.contains("WIB"), "\(inbox.output)")
          seen.append(
            tasks.output.split(separator: "\n").map { String($0.suffix(24)) }.sorted())
          try await system.expectNothingLost(reported)
        }
      }
      #expect(seen[0] == seen[1])
      #expect(seen[0].contains { $0.contains("23.59 WIB") }, "\(seen[0])")
    }

    /// Heartbeats and silence are measured by a clock that does not jump.
    private func expectNothingDown(_ system: TestSystem, _ occasion: String) async throws {
      for service in ServiceName.allCases {
        for link in try await system.status(of: service).links {
          #expect(link.state == "live", "\(occasion): \(service.rawValue), \(link)")
          #expect((link.silenceMilliseconds ?? 0) < 5_000, "\(occasion): \(link)")
        }
      }
    }

    /// A service's own time of day, beside the machine's.
    private struct Clock {
      let file: String

      /// The library changes the environment of the first program that it is loaded into, where
      /// Swift then finds no arguments; so another program comes first.
      func launch(_ library: String) -> TestSystem.Launch {
        TestSystem.Launch(
          prefix: ["/usr/bin/env"],
          environment: [
            "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
          ])
      }

      /// It goes on at once, so many hours from the machine's.
      func set(hours: Int) throws {
        try Data((hours < 0 ? "\(hours)h\n" : "+\(hours)h\n").utf8).write(
          to: URL(fileURLWithPath: file), options: .atomic)
      }
    }
  }
}
