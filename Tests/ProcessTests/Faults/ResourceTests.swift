import Events
import Foundation
import Testing

extension FaultTests {
  /// Machines that have no more to give: files, memory.
  @Suite struct ResourceTests {
    @Test func `a service takes as many files as it may, and with too few says so and ends`()
      async throws
    {
      try await TestSystem.with { system in
        for service in ServiceName.allCases {
          let few = try system.start("terpadu-\(service.rawValue)", [], as: limited(to: "200:200"))
          let ending = try await eventually("its end", within: .seconds(20)) { few.ending }
          #expect(ending == .status(1))
          #expect(few.errors.contains("only 200 files"), "\(few.errors)")
          system.setLaunch(limited(to: "256:4000"), of: service)
          let daemon = try await system.startDaemon(service)
          let limits = FileManager.default.contents(atPath: "/proc/\(daemon.id)/limits") ?? Data()
          let line = String(decoding: limits, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("Max open files") }
          #expect(line?.contains(" 4000 ") == true, "\(line ?? "")")
        }
      }
    }

    /// - Parameter files: how many it may hold open, and how many it may ask for.
    private func limited(to files: String) -> TestSystem.Launch {
      .init(prefix: ["/usr/bin/env", "prlimit", "--nofile=\(files)"])
    }

    @Test(
      .enabled(
        if: Machine.mayBoundMemory,
        "this machine has no memory control group (version 1) to bound a service with"))
    func `a service that runs out of memory is ended, started again, and nothing is lost`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "memory"))
      let count = Plan.isLong ? 100 : 20
      let findings = SampleFinding.series(count * 2, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", "en"])
        var reported: [Reported] = []
        for (index, victim) in [ServiceName.findings, .notifier].enumerated() {
          let process = try #require(system.pid(of: victim))
          try boundMemory(of: process, for: system, name: "\(index)")
          reported += try await system.reportAll(
            Array(findings[(index * count)..<(index * count + count)]))
          // SIGKILL by the kernel; the next process is the supervisor's child and not bounded.
          try await system.says(supervisor, victim.rawValue, "9", "started again at once")
          try await system.settled()
          #expect(system.pid(of: victim) != process)
        }
        try await system.expectNothingLost(reported)
      }
    }

    /// Everything that the process takes from now on is more than it may have.
    private func boundMemory(of process: pid_t, for system: TestSystem, name: String) throws {
      let suffix = system.folder.split(separator: "-").last ?? ""
      let group = "\(Machine.memoryGroups)/terpadu-\(suffix)-\(name)"
      try FileManager.default.createDirectory(atPath: group, withIntermediateDirectories: false)
      system.afterwards { rmdir(group) }
      for (file, value) in [("memory.limit_in_bytes", "131072"), ("cgroup.procs", "\(process)")] {
        try Data(value.utf8).write(to: URL(fileURLWithPath: "\(group)/\(file)"))
      }
    }
  }
}
