import Bus
import Domain
import Events
import Foundation
import MailboxCrowd
import ServiceRuntime
import Synchronization
import Testing

extension FaultTests {
  /// Peers that do not behave: they do not read, they flood, they never finish a handshake.
  @Suite struct StrangerTests {
    @Test func `clients that never read and never acknowledge harm nobody`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "never reads"))
      let findings = SampleFinding.series(Plan.isLong ? 400 : 80, using: &generator)
      try await TestSystem.with { system in
        let port = try UnitDoor.configure(system)
        _ = try await system.up()
        let door = try await UnitDoor(["pemda-17.02"], of: system, port: port)
        let silent = try await door.crowd(20, of: "pemda-17.02", stores: false)
        let deaf = try (0..<20).map { try deafClient(system, sessions: $0 < 2 ? 64 : 1) }
        let before = try #require(system.pid(of: .notifier))
        let memory = try #require(Memory.of(before, "VmRSS"))
        let reader = try await door.crowd(1, of: "pemda-17.02")
        let reported = try await system.reportAll(findings)
        try await system.settled()
        let expected =
          reported.filter { $0.finding.kind == .market }.count * 2
          + reported.filter { $0.finding.kind == .market && $0.isWithdrawn }.count
        try await eventually("the one who reads has everything") {
          reader.readers[0].messages.count >= expected
        }
        try await eventually("those who store nothing have 32", within: .seconds(60)) {
          silent.readers.allSatisfy { $0.messages.count == min(32, expected) }
        }
        #expect(system.pid(of: .notifier) == before)
        let after = try #require(Memory.of(before, "VmRSS"))
        #expect(after - memory < 60_000, "from \(memory) KB to \(after) KB")
        withExtendedLifetime(deaf) {}
        await silent.close()
        await reader.close()
        try await system.expectNothingLost(reported)
      }
    }

    /// Opens mailboxes, asks for more than it could ever read, and reads nothing.
    private func deafClient(_ system: TestSystem, sessions: Int) throws -> RawConnection {
      let connection = try RawConnection(path: system.data.doorSocket(of: .notifier))
      #expect(connection.shakeHands(as: "DEALER"))
      let open = MailboxOpen(unit: UnitID("pemda-17.02"), position: nil, window: 32)
      let question = try EventCoding.encode(
        RequestHead(ReadInbox(unit: UnitID("pemda-17.02"), limit: 100)))
      for number in 0..<300 {
        let isOpen = number < sessions
        let envelope = Envelope(
          kind: isOpen ? .mailboxOpen : .request,
          correlation: Correlation(salt: 1, number: UInt64(number)))
        connection.send(
          RawConnection.message([envelope.frame] + (isOpen ? open.frames : [question])))
      }
      return connection
    }

    @Test func `clients that flood are bounded, and officers are served meanwhile`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "flood"))
      let findings = SampleFinding.series(12, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let before = ServiceName.allCases.map { system.pid(of: $0) }
        let flood = Flood()
        defer { flood.stop() }
        for _ in 0..<3 { try flood.begin(at: system.data.doorSocket(of: .findings)) }
        try await eventually("the door is flooded") { flood.sent > 10_000 }
        var slowest = Duration.zero
        for finding in findings {
          let start = ContinuousClock.now
          // As an officer does it: a program that gives up after 5 s.
          let answer = try await system.terpadu(
            [
              "finding", "report", "-", "--as", finding.reporter, "--command-id",
              finding.id.description, "--json",
            ], input: finding.document)
          #expect(answer.status == 0, "\(answer.errors)")
          slowest = max(slowest, ContinuousClock.now - start)
        }
        print("slowest report beside \(flood.sent) requests: \(slowest)")
        flood.stop()
        var reported: [Reported] = []
        for finding in findings { reported.append(try await system.report(finding)) }
        try await system.expectNothingLost(reported)
        #expect(ServiceName.allCases.map { system.pid(of: $0) } == before)
        #expect(supervisor.errors.isEmpty, "\(supervisor.errors)")
      }
    }

    @Test func `handshakes that never end keep a unit out for seconds and not longer`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "handshakes"))
      let findings = SampleFinding.series(16, using: &generator)
      try await TestSystem.with { system in
        let port = try UnitDoor.configure(system)
        _ = try await system.up()
        let door = try await UnitDoor(["pemda-17.02"], of: system, port: port)
        var reported = try await system.reportAll(Array(findings[..<8]))
        try await system.settled()
        let before = ServiceName.allCases.map { system.pid(of: $0) }
        let notifier = try #require(system.pid(of: .notifier))
        let files = Memory.openFiles(of: notifier) + 30
        try Machine.run("prlimit", "--pid", "\(notifier)", "--nofile=\(files)")
        let strangers = try (0..<300).map { number in
          let stranger = try RawConnection(port: port)
          // Some say nothing, some begin, some babble.
          stranger.send([[], [0xff], Array(repeating: 0x55, count: 200)][number % 3])
          return stranger
        }
        try await eventually("the notifier has no file left", within: .seconds(20)) {
          Memory.openFiles(of: notifier) >= files
        }
        let start = ContinuousClock.now
        let reader = try await door.crowd(1, of: "pemda-17.02")
        // A handshake has 3 s, and a unit tries again after 0.5 to 15 s.
        try await eventually("a unit is served", within: .seconds(60)) {
          reader.readers[0].messages.count >= 4
        }
        print("served beside \(strangers.count) strangers after \(ContinuousClock.now - start)")
        reported += try await system.reportAll(Array(findings[8...]))
        try await system.settled()
        #expect(ServiceName.allCases.map { system.pid(of: $0) } == before)
        withExtendedLifetime(strangers) {}
        await reader.close()
        try await system.expectNothingLost(reported)
      }
    }

    @Test func `services without a file left for a local connection are back at once`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "no files"))
      let findings = SampleFinding.series(16, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", "en"])
        var reported = try await system.reportAll(Array(findings[..<8]))
        var local: [RawConnection] = []
        for service in ServiceName.allCases {
          let process = try #require(system.pid(of: service))
          let files = Memory.openFiles(of: process) + 10
          try Machine.run("prlimit", "--pid", "\(process)", "--nofile=\(files)")
          for _ in 0..<30 {
            // One that finds nobody has come while its service is being started again.
            if let one = try? RawConnection(path: system.data.doorSocket(of: service)) {
              local.append(one)
            }
          }
        }
        reported += try await system.reportAll(Array(findings[8...]))
        try await system.settled()
        // libzmq 4.3.4 ends a process that has no file for a local connection (ipc_listener.cpp).
        let restarts = supervisor.errors.split(separator: "\n").filter {
          $0.hasSuffix("is ready now.")
        }
        print("restarts: \(restarts.count)")
        withExtendedLifetime(local) {}
        try await system.expectNothingLost(reported)
      }
    }

    @Test func `a follower that subscribes to everything there could be harms nobody`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "subscriptions"))
      let findings = SampleFinding.series(12, using: &generator)
      let topics = Plan.isLong ? 1_000_000 : 100_000
      try await TestSystem.with { system in
        _ = try await system.up()
        let process = try #require(system.pid(of: .findings))
        let greedy = try RawConnection(path: system.data.publisherSocket(of: .findings))
        #expect(greedy.shakeHands(as: "SUB"))
        for start in stride(from: 0, to: topics, by: 1_000) {
          let batch = (start..<start + 1_000).flatMap {
            RawConnection.message([[1] + Array("topic-\($0)".utf8)])
          }
          #expect(greedy.send(batch))
        }
        let reported = try await system.reportAll(findings)
        try await system.settled()
        #expect(system.pid(of: .findings) == process)
        withExtendedLifetime(greedy) {}
        try await system.expectNothingLost(reported)
      }
    }
  }
}

/// Threads that send questions as fast as a door takes them, and read as fast as they come.
private final class Flood: Sendable {
  private let isOver = Atomic<Bool>(false)
  private let count = Atomic<Int>(0)

  var sent: Int { count.load(ordering: .relaxed) }

  func begin(at path: String) throws {
    let connection = try RawConnection(path: path)
    guard connection.shakeHands(as: "DEALER") else { throw POSIXError(.ECONNREFUSED) }
    let question = try EventCoding.encode(RequestHead(ShowStatus()))
    let batch = (0..<100).flatMap { number -> [UInt8] in
      let envelope = Envelope(
        kind: .request, correlation: Correlation(salt: 2, number: UInt64(number)))
      return RawConnection.message([envelope.frame, question])
    }
    Thread.detachNewThread { [self] in
      while !isOver.load(ordering: .relaxed), connection.send(batch) {
        count.add(100, ordering: .relaxed)
      }
    }
    Thread.detachNewThread { [self] in
      while !isOver.load(ordering: .relaxed), connection.swallow() {}
    }
  }

  func stop() { isOver.store(true, ordering: .relaxed) }
}
