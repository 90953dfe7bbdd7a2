import Events
import Foundation
import Synchronization
import Testing

extension ProcessTests {
  /// `kill -9` at random moments.
  @Suite struct KillTests {
    @Test func `kills lose nothing and tell nobody twice`() async throws {
      let seed = Plan.seed(for: "kills")
      var generator = SeededGenerator(seed: seed)
      let findings = SampleFinding.series(Plan.isLong ? 500 : 100, using: &generator)
      let plan = KillPlan(
        kills: Plan.isLong ? 100 : 20, over: findings.count, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let progress = Progress()
        async let reports = system.reportAll(findings) { progress.set($0) }
        let killed = try await plan.carryOut(on: system, progress: progress)
        let reported = try await reports
        print("seed \(seed): \(killed) over \(reported.count) findings")
        #expect(killed.values.reduce(0, +) == plan.kills.count)
        try await system.settled()
        try await MailboxAudit(system: system, reported: reported).check()
        let verify = try await system.terpadu(["verify"])
        #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
        supervisor.send(SIGTERM)
        let ending = try await eventually("an orderly end") { supervisor.ending }
        #expect(ending == .status(0))
        let verifyAtRest = try await system.terpadu(["verify"])
        #expect(verifyAtRest.status == 0, "\(verifyAtRest.output)\(verifyAtRest.errors)")
      }
    }

    @Test func `services end with a killed supervisor and go on with the next`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "killed supervisor"))
      let findings = SampleFinding.series(40, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        let before = try await system.reportAll(Array(findings.prefix(20)))
        first.send(SIGKILL)
        try await eventually("no service outlives the supervisor") { system.running.isEmpty }
        #expect(try await eventually("its end") { first.ending } == .signal(SIGKILL))
        _ = try await system.up()
        let after = try await system.reportAll(Array(findings.dropFirst(20)))
        try await system.settled()
        try await MailboxAudit(system: system, reported: before + after).check()
        let verify = try await system.terpadu(["verify"])
        #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
      }
    }
  }
}

/// How many findings are done.
final class Progress: Sendable {
  private let count = Mutex(0)

  var done: Int { count.withLock { $0 } }
  func set(_ done: Int) { count.withLock { $0 = done } }
}

/// Which service is killed when: a value made from the seed alone.
struct KillPlan: Sendable {
  struct Kill: Sendable {
    var victim: ServiceName
    /// Findings that are done before.
    var after: Int
    /// And then so long: the moment inside the work.
    var delay: Duration
  }

  let kills: [Kill]

  init(kills: Int, over findings: Int, using generator: inout SeededGenerator) {
    self.kills = (0..<kills).map { index in
      Kill(
        victim: ServiceName.allCases.randomElement(using: &generator) ?? .findings,
        after: index * findings / kills,
        delay: .milliseconds(Int.random(in: 0...60, using: &generator)))
    }
  }

  /// - Returns: how often each service was killed.
  func carryOut(
    on system: TestSystem, progress: Progress
  ) async throws -> [ServiceName: Int] {
    var killed: [ServiceName: Int] = [:]
    for kill in kills {
      try await eventually("\(kill.after) findings", within: .seconds(300)) {
        progress.done >= kill.after
      }
      // Not a wait for anything: the place of the fault.
      try await Task.sleep(for: kill.delay)
      // One that is being started again is killed as soon as there is something to kill.
      let victim = try await eventually("a process of \(kill.victim.rawValue)") {
        system.pid(of: kill.victim)
      }
      #expect(Foundation.kill(victim, SIGKILL) == 0)
      killed[kill.victim, default: 0] += 1
      try await eventually("the end of \(victim)") {
        system.pid(of: kill.victim) != victim
      }
    }
    return killed
  }
}
