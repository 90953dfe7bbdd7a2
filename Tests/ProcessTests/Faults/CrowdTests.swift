import Domain
import Events
import Foundation
import Testing

extension FaultTests {
  /// Many units with systems of their own at the notifier's door.
  @Suite struct CrowdTests {
    @Test func `every one of thousands of connected clients gets each message once`()
      async throws
    {
      let count = Plan.isLong ? 5_000 : 500
      // One file for each in the notifier.
      try #require(Machine.openFiles(atLeast: count + 1_000) >= count + 1_000)
      var generator = SeededGenerator(seed: Plan.seed(for: "crowd"))
      let findings = SampleFinding.series(16, using: &generator)
      try await TestSystem.with { system in
        let port = try UnitDoor.configure(system)
        _ = try await system.up()
        let units = findings.reduce(into: Set<String>()) {
          $0.formUnion($1.alerted.union($1.tasked))
        }.sorted()
        let door = try await UnitDoor(Set(units), of: system, port: port)
        let before = try memory(system)
        let start = ContinuousClock.now
        let crowd = try GreatCrowd(count, of: units, at: door, in: system)
        defer { crowd.close() }
        try await eventually("all are connected", within: .seconds(900)) {
          try crowd.read()
          return crowd.readers.allSatisfy(\.isOpen)
        }
        print("\(count) clients connected in \(ContinuousClock.now - start)")
        print("memory of the notifier: \(before) KB before, \(try memory(system)) KB after")
        var reported = try await system.reportAll(Array(findings[..<8]))
        try await expectEachOnce(crowd, system)
        // All lose the notifier at once, and come back to the next one.
        let victim = try #require(system.pid(of: .notifier))
        kill(victim, SIGKILL)
        reported += try await system.reportAll(Array(findings[8...]))
        try await expectEachOnce(crowd, system)
        print("memory of the notifier: \(try memory(system)) KB at the end")
        try await expectSteady(system)
        crowd.close()
        try await system.expectNothingLost(reported)
      }
    }

    /// Every reader has its unit's whole mailbox, in order and once.
    private func expectEachOnce(_ crowd: GreatCrowd, _ system: TestSystem) async throws {
      let start = ContinuousClock.now
      try await system.settled()
      var mailboxes: [String: [String]] = [:]
      for unit in Set(crowd.readers.map(\.unit)) {
        // Beside thousands that are served it may take a while.
        let messages = try await eventually("the mailbox of \(unit)", within: .seconds(900)) {
          let inbox = try await system.ask(ReadInbox(unit: UnitID(unit), limit: 100))
          return inbox.entries.map(\.message.description)
        }
        mailboxes[unit] = messages
        #expect(!messages.isEmpty, "\(unit)")
      }
      try await eventually("each has everything", within: .seconds(900)) {
        try crowd.read()
        return crowd.readers.allSatisfy {
          $0.messages.count >= mailboxes[$0.unit, default: []].count
        }
      }
      let count = crowd.readers.map(\.messages.count).reduce(0, +)
      print("\(count) messages are with all after \(ContinuousClock.now - start)")
      for reader in crowd.readers {
        #expect(reader.messages == mailboxes[reader.unit], "\(reader.unit)")
        #expect(reader.faults.isEmpty, "\(reader.faults)")
      }
    }

    /// What the operator sees beside the crowd: everything up, and no request was dropped.
    private func expectSteady(_ system: TestSystem) async throws {
      try await eventually("every service answers the operator") {
        try await system.statusOutput().status == 0
      }
      let counters = try await system.status(of: .notifier).counters
      for name in ["requests-dropped", "requests-overloaded", "mailbox-malformed", "doors-lost"] {
        #expect(counters[name] == 0, "\(name)")
      }
    }

    private func memory(_ system: TestSystem) throws -> Int {
      let process = try #require(system.pid(of: .notifier))
      return try #require(Memory.of(process, "VmRSS"))
    }
  }
}
