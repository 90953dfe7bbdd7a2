import Events
import Foundation
import Testing

extension FaultTests {
  /// SIGKILL, SIGSTOP and SIGCONT at random moments, the supervisor included.
  @Suite struct SignalTests {
    @Test func `freezes and kills at random moments lose nothing and tell nobody twice`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "freezes"))
      let findings = SampleFinding.series(Plan.isLong ? 400 : 60, using: &generator)
      let steps = FreezePlan.steps(
        Plan.isLong ? 80 : 10, over: findings.count, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up()
        let progress = Progress()
        async let reports = system.reportAll(findings) { progress.set($0) }
        for step in steps {
          try await eventually("\(step.after) findings", within: .seconds(300)) {
            progress.done >= step.after
          }
          try await step.carryOut(on: system)
        }
        try await system.expectNothingLost(try await reports)
        supervisor.send(SIGTERM)
        let ending = try await eventually("an orderly end") { supervisor.ending }
        #expect(ending == .status(0))
      }
    }

    @Test func `the supervisor killed at random moments loses nothing and tells nobody twice`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "supervisor kills"))
      let rounds = Plan.isLong ? 20 : 3
      let findings = SampleFinding.series(20 * rounds, using: &generator)
      try await TestSystem.with { system in
        var supervisor = try await system.up()
        let progress = Progress()
        async let reports = system.reportAll(findings) { progress.set($0) }
        for round in 1...rounds {
          let mark = Int.random(in: 20 * (round - 1)..<20 * round, using: &generator)
          try await eventually("\(mark) findings", within: .seconds(300)) {
            progress.done >= mark
          }
          supervisor.send(SIGKILL)
          let killed = supervisor
          try await eventually("no service outlives its supervisor") {
            killed.ending == .signal(SIGKILL) && system.running.isEmpty
          }
          supervisor = try await system.up()
        }
        try await system.expectNothingLost(try await reports)
      }
    }

    @Test func `a frozen supervisor stops no service, and starts a dead one when it thaws`()
      async throws
    {
      var generator = SeededGenerator(seed: Plan.seed(for: "frozen supervisor"))
      let findings = SampleFinding.series(24, using: &generator)
      try await TestSystem.with { system in
        let supervisor = try await system.up(["--lang", "en"])
        var reported = try await system.reportAll(Array(findings[..<8]))
        supervisor.send(SIGSTOP)
        defer { supervisor.send(SIGCONT) }
        reported += try await system.reportAll(Array(findings[8..<16]))
        try await system.settled()
        let victim = try #require(system.pid(of: .notifier))
        kill(victim, SIGKILL)
        try await eventually("its end") { system.pid(of: .notifier) == nil }
        _ = try await system.shownStatus(down: [.notifier])
        reported += try await system.reportAll(Array(findings[16...]))
        #expect(system.pid(of: .notifier) == nil)
        supervisor.send(SIGCONT)
        try await system.says(supervisor, "notifier", "9", "started again at once")
        try await system.expectNothingLost(reported)
      }
    }

    @Test func `a service that is frozen when its supervisor dies ends with it`() async throws {
      var generator = SeededGenerator(seed: Plan.seed(for: "frozen orphan"))
      let findings = SampleFinding.series(16, using: &generator)
      try await TestSystem.with { system in
        let first = try await system.up()
        var reported = try await system.reportAll(Array(findings[..<8]))
        let frozen = try #require(system.pid(of: .watch))
        kill(frozen, SIGSTOP)
        try await eventually("it is frozen") { RunningProcess.state(of: frozen) == "T" }
        first.send(SIGKILL)
        // The kernel sends SIGHUP and SIGCONT to a stopped process whose group lost its parent.
        try await eventually("none is left", within: .seconds(20)) {
          first.ending == .signal(SIGKILL) && system.running.isEmpty
        }
        _ = try await system.up()
        reported += try await system.reportAll(Array(findings[8...]))
        try await system.expectNothingLost(reported)
      }
    }
  }
}

/// Which service is frozen or killed when, and for how long: a value made from the seed alone.
private struct FreezePlan {
  var victim: ServiceName
  /// Findings that are done before.
  var after: Int
  /// And then so long: the moment inside the work.
  var delay: Duration
  /// `nil`: it is killed.
  var frozen: Duration?

  /// Every third a kill, and one freeze that is longer than the 5 s after which silence is an alarm;
  /// a minute in the long form.
  static func steps(
    _ count: Int, over findings: Int, using generator: inout SeededGenerator
  ) -> [FreezePlan] {
    let long = Plan.isLong ? 60_000 : 6_000
    return (0..<count).map { index in
      let pause = Int.random(in: 20...900, using: &generator)
      return FreezePlan(
        victim: ServiceName.allCases.randomElement(using: &generator) ?? .findings,
        after: index * findings / count,
        delay: .milliseconds(Int.random(in: 0...60, using: &generator)),
        frozen: index % 3 == 2 ? nil : .milliseconds(index == count / 2 - 1 ? long : pause))
    }
  }

  func carryOut(on system: TestSystem) async throws {
    // Not a wait for anything: the place of the fault.
    try await Task.sleep(for: delay)
    let process = try await eventually("a process of \(victim.rawValue)") {
      system.pid(of: victim)
    }
    guard let frozen else {
      kill(process, SIGKILL)
      return try await eventually("the end of \(process)") { system.pid(of: victim) != process }
    }
    kill(process, SIGSTOP)
    defer { kill(process, SIGCONT) }
    try await Task.sleep(for: frozen)
  }
}
