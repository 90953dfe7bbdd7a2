import Domain
import Events
import Foundation
import ServiceRuntime
import Testing

extension FaultTests {
  /// Disks without room, and disks that take no more writing.
  @Suite struct DiskTests {
    @Test(.enabled(if: Machine.mayMount, "this machine does not permit mounting"))
    func `a full disk ends the service that meets it, and room brings it back with everything`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "full disk"))
      let count = Plan.isLong ? 100 : 24
      let findings = SampleFinding.series(count * ServiceName.allCases.count, using: &generator)
      try await TestSystem.with { system in
        let disks = try Self.giveEachADisk(system)
        let supervisor = try await system.up(["--lang", "en"])
        var reported: [Reported] = []
        for (index, victim) in ServiceName.allCases.enumerated() {
          let disk = try #require(disks[victim])
          let others = ServiceName.allCases.filter { $0 != victim }.map { system.pid(of: $0) }
          try disk.fill()
          let part = Array(findings[(index * count)..<((index + 1) * count)])
          async let reports = system.reportAll(part)
          if victim == .registry { try await Self.changeRegistry(system) }
          try await system.says(
            supervisor, victim.rawValue, "the log cannot be written", "disk is full")
          // It keeps trying, and says so each time, until there is room.
          try await system.says(supervisor, victim.rawValue, "before it was ready", "full")
          disk.empty()
          reported += try await reports
          try await system.settled()
          #expect(
            ServiceName.allCases.filter { $0 != victim }.map { system.pid(of: $0) } == others,
            "the others went on without a restart")
        }
        try await system.expectNothingLost(reported)
      }
    }

    @Test(.enabled(if: Machine.mayMount, "this machine does not permit mounting"))
    func `a data directory without any room is told to the operator, and goes on with room`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "full directory"))
      let findings = SampleFinding.series(40, using: &generator)
      try await TestSystem.with { system in
        try FileManager.default.createDirectory(
          atPath: system.data.path, withIntermediateDirectories: true)
        let disk = try SmallDisk(memory: 64, at: system.data.path, of: system)
        let supervisor = try await system.up(["--lang", "en"])
        var reported = try await system.reportAll(Array(findings[..<8]))
        try disk.fill()
        async let reports = system.reportAll(Array(findings[8...]))
        // Its own log file may have no room for the reason either; that it ended is told anyway.
        try await eventually("two services have ended") {
          let said = supervisor.errors
          return ServiceName.allCases.filter { said.contains($0.rawValue) }.count >= 2
        }
        let status = try await system.statusOutput()
        #expect(status.status == (status.output.up ? 0 : 1))
        disk.empty()
        reported += try await reports
        try await system.expectNothingLost(reported)
      }
    }

    @Test(.enabled(if: Machine.mayBreakDisks, "this machine does not permit loop devices"))
    func `a disk that turns read-only ends its services, and its repair brings everything back`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "read-only disk"))
      let findings = SampleFinding.series(16, using: &generator)
      try await TestSystem.with { system in
        let disk = try BreakableDisk(megabytes: 160, at: system.data.path, of: system)
        let supervisor = try await system.up(["--lang", "en"])
        var reported = try await system.reportAll(Array(findings[..<8]))
        try await system.settled()
        try disk.turnReadOnly()
        let refused = try await system.terpadu(
          ["finding", "report", "-", "--as", findings[8].reporter, "--lang", "en"],
          input: findings[8].document)
        #expect(refused.status == 4, "\(refused.output)\(refused.errors)")
        #expect(refused.errors.contains("--command-id"), "\(refused.errors)")
        try await system.says(supervisor, "findings", "ead-only file system")
        supervisor.send(SIGTERM)
        try await eventually("the end") { supervisor.ending != nil && system.running.isEmpty }
        let up = try await system.terpadu(["up", "--lang", "en"])
        #expect(up.status == 1 && up.output.isEmpty)
        #expect(up.errors.contains("read only"), "\(up.errors)")
        // What was confirmed can be checked without writing anything.
        try await disk.repair()
        let verify = try await system.terpadu(["verify"])
        #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
        _ = try await system.up()
        reported += try await system.reportAll(Array(findings[8...]))
        try await system.expectNothingLost(reported)
      }
    }

    @Test(.enabled(if: Machine.mayMount, "this machine does not permit mounting"))
    func `no service starts on a read-only directory, and each says so`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "read-only directory"))
      let findings = SampleFinding.series(8, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        let reported = try await system.reportAll(findings)
        try await system.settled()
        first.send(SIGTERM)
        try await eventually("the end") { first.ending != nil && system.running.isEmpty }
        let path = system.data.path
        try Machine.run("mount", "--bind", path, path)
        system.afterwards { _ = try? Machine.run("umount", "-l", path) }
        try Machine.run("mount", "-o", "remount,ro,bind", path)
        for service in ServiceName.allCases {
          let daemon = try system.start("terpadu-\(service.rawValue)", [])
          let ending = try await eventually("its end") { daemon.ending }
          #expect(ending == .status(1))
          #expect(daemon.errors.contains("ead only") || daemon.errors.contains("ead-only"))
          #expect(daemon.errors.contains("terpadu: "), "\(daemon.errors)")
        }
        let up = try await system.terpadu(["up", "--lang", "en"])
        #expect(up.status == 1 && up.output.isEmpty)
        #expect(up.errors.contains("read only"), "\(up.errors)")
        try Machine.run("mount", "-o", "remount,rw,bind", path)
        _ = try await system.up()
        try await system.expectNothingLost(reported)
      }
    }

    @Test(.enabled(if: Machine.mayBreakDisks, "this machine does not permit loop devices"))
    func `a power cut takes nothing that was confirmed`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "power cut"))
      let rounds = Plan.isLong ? 20 : 3
      let findings = SampleFinding.series(rounds * 20 + 8, using: &generator)
      try await TestSystem.with { system in
        let disk = try BreakableDisk(megabytes: 160, at: system.data.path, of: system)
        _ = try await system.up()
        let progress = Progress()
        async let reports = system.reportAll(findings) { progress.set($0) }
        for round in 1...rounds {
          let mark = Int.random(in: 20 * (round - 1)..<20 * round, using: &generator)
          try await eventually("\(mark) findings", within: .seconds(300)) {
            progress.done >= mark
          }
          try disk.cutPower()
          for process in system.running { kill(process.id, SIGKILL) }
          try await eventually("nothing runs") { system.running.isEmpty }
          try await disk.repair()
          _ = try await system.up()
        }
        try await system.expectNothingLost(try await reports)
      }
    }

    /// Lays the file of each service on a disk of its own.
    private static func giveEachADisk(
      _ system: TestSystem
    ) throws -> [ServiceName: SmallDisk] {
      try system.data.prepare()
      return try Dictionary(
        uniqueKeysWithValues: ServiceName.allCases.map { service in
          let path = "\(system.folder)/disk-\(service.rawValue)"
          try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
          try FileManager.default.createSymbolicLink(
            atPath: system.data.database(of: service),
            withDestinationPath: "\(path)/\(service.rawValue).sqlite")
          return (service, try SmallDisk(memory: 24, at: path, of: system))
        })
    }

    /// The registry writes only when an operator changes it: until it has no room for it.
    private static func changeRegistry(_ system: TestSystem) async throws {
      for round in 0..<200 {
        let change = try await system.terpadu([
          "enrol", "pemda-61.72", "--lang", "en", "--out", "\(system.folder)/key-\(round)",
        ])
        guard change.status != 0 else { continue }
        // The operator is told that it may have happened, and how to ask again safely.
        #expect(change.status == 4, "\(change.errors)")
        #expect(change.errors.contains("--command-id"), "\(change.errors)")
        return
      }
      Issue.record("the registry's disk took 200 changes")
    }
  }
}
