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
      // Each client holds four files in this process, five while it connects, and one in the notifier.
      let wanted = Plan.isLong ? 5_000 : 500
      let count = min(wanted, (Machine.openFiles(atLeast: wanted * 5 + 1_000) - 1_000) / 5)
      if count < wanted { print("this machine permits files for \(count) clients only") }
      try #require(count >= 100)
      var generator = SeededGenerator(seed: Plan.seed(for: "crowd"))
      let findings = SampleFinding.series(16, using: &generator)
      try await TestSystem.with { system in
        let port = try UnitDoor.configure(system)
        _ = try await system.up()
        let units = findings.reduce(into: Set<String>()) {
          $0.formUnion($1.alerted.union($1.tasked))
        }
        let door = try await UnitDoor(units, of: system, port: port)
        let start = ContinuousClock.now
        let crowd = try await Crowd(count, of: units.sorted(), at: door)
        try await eventually("all are connected", within: .seconds(300)) {
          crowd.readers.allSatisfy(\.isOpen)
        }
        print("\(count) clients connected in \(ContinuousClock.now - start)")
        var reported = try await system.reportAll(Array(findings[..<8]))
        try await expectEachOnce(crowd, system)
        // All lose the notifier at once, and come back to the next one.
        let victim = try #require(system.pid(of: .notifier))
        kill(victim, SIGKILL)
        reported += try await system.reportAll(Array(findings[8...]))
        try await expectEachOnce(crowd, system)
        print("memory of the notifier: \(try residentKilobytes(system)) KB")
        await crowd.close()
        try await system.expectNothingLost(reported)
      }
    }

    /// Every reader has its unit's whole mailbox, in order and once.
    private func expectEachOnce(_ crowd: Crowd, _ system: TestSystem) async throws {
      try await system.settled()
      var mailboxes: [String: [ID<Message>]] = [:]
      for unit in Set(crowd.readers.map(\.unit)) {
        let inbox: InboxAnswer = try await system.ask(
          .notifier,
          RequestHead(.query, .readInbox, parameters: ["unit": unit, "limit": "100"]))
        mailboxes[unit] = inbox.entries.map(\.message)
        #expect(!inbox.entries.isEmpty, "\(unit)")
      }
      let start = ContinuousClock.now
      try await eventually("each has everything", within: .seconds(300)) {
        crowd.readers.allSatisfy { $0.messages.count >= mailboxes[$0.unit, default: []].count }
      }
      print("each has everything after \(ContinuousClock.now - start)")
      for reader in crowd.readers {
        #expect(reader.messages == mailboxes[reader.unit], "\(reader.unit)")
        #expect(reader.faults.isEmpty)
      }
    }

    private func residentKilobytes(_ system: TestSystem) throws -> Int {
      let process = try #require(system.pid(of: .notifier))
      return try #require(Memory.of(process, "VmRSS"))
    }
  }
}
