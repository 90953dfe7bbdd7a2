import Domain
import Events
import Foundation
import ServiceRuntime
import TestSupport
import Testing

/// A service that follows others comes back from a backup, while what it follows is current: it
/// derives again what it lost, under the same identifiers, and nobody is told twice.
struct RestoredFollowerTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let start = "2026-09-06T08:00:00+07:00"

  private struct Story {
    var lost: ReportAnswer
    var withdrawn: ReportAnswer
    var told: [String]
    var toldOfWithdrawn: [String]
  }

  /// Restores one service to a state before two findings, of which one was withdrawn.
  private func run(
    _ service: ServiceName, _ check: (TestSystem, Story) async throws -> Void
  ) async throws {
    try await TestSystem.run(at: start) { system in
      _ = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.stop(service)
      let copies = try await system.copyFiles(of: service)
      try await system.start(service)
      let lost = try await system.report(.lontong, by: reporter)
      let withdrawn = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.withdraw(withdrawn.id, by: reporter)
      try await system.settle()
      let story = Story(
        lost: lost, withdrawn: withdrawn, told: try await system.told(lost.id),
        toldOfWithdrawn: try await system.told(withdrawn.id))
      try await system.stop(service)
      try await system.restore(copies, as: service)
      try await system.start(service)
      try await check(system, story)
    }
  }

  private func expectNothingTwice(_ system: TestSystem, _ story: Story) async throws {
    #expect(try await system.told(story.lost.id) == story.told)
    #expect(try await system.told(story.withdrawn.id) == story.toldOfWithdrawn)
    let new = try await system.report(.lontong, by: reporter)
    try await system.settle()
    #expect(try await system.told(new.id) == story.told)
  }

  @Test func `watch restored raises its alerts again, and nobody hears of them twice`()
    async throws
  {
    try await run(.watch) { system, story in
      for follower: ServiceName in [.liaison, .notifier] {
        try await eventually("\(follower.rawValue) has stopped") {
          try await system.link(.init(from: .watch, to: follower)).reason == "epoch"
        }
      }
      let tasks = try await system.tasks(of: story.lost.id)
      try await system.adopt(.watch)
      try await system.settle()
      #expect(try await system.missing(at: .notifier).isEmpty)
      #expect(try await system.missing(at: .liaison).isEmpty)
      #expect(try await system.tasks(of: story.lost.id).map(\.task) == tasks.map(\.task))
      try await expectNothingTwice(system, story)
    }
  }

  @Test func `liaison restored makes its tasks again under their identifiers, told once`()
    async throws
  {
    try await run(.liaison) { system, story in
      try await eventually("the notifier has stopped") {
        try await system.link(.init(from: .liaison, to: .notifier)).reason == "epoch"
      }
      try await system.adopt(.liaison)
      try await system.settle()
      #expect(try await system.missing(at: .notifier).isEmpty)
      #expect(try await !system.tasks(of: story.lost.id).isEmpty)
      try await expectNothingTwice(system, story)
    }
  }

  @Test
  func `the notifier restored posts its messages again, and a reader knows them by their ids`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      _ = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.stop(.notifier)
      let copies = try await system.copyFiles(of: .notifier)
      try await system.start(.notifier)
      let reader = try await system.reader(of: "pusat-deputi-3")
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.withdraw(lost.id, by: reporter)
      try await system.settle()
      let told = try await system.told(lost.id)
      let count = try await system.inbox("pusat-deputi-3").count
      try await eventually("the reader has everything") { reader.entries.count == count }
      let known = Set(reader.entries.map(\.message))

      try await system.stop(.notifier)
      try await system.restore(copies, as: .notifier)
      try await system.start(.notifier)
      try await system.settle()
      // The withdrawal may come before the task this time, and then nobody is given the task.
      let again = try await system.told(lost.id)
      #expect(again.filter { !$0.contains(" task ") } == told.filter { !$0.contains(" task ") })
      try await eventually("the reader has started over") {
        reader.entries.count >= known.count * 2
      }
      #expect(Set(reader.entries.map(\.message)) == known)
      let new = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await eventually("the new alert is with the reader") {
        reader.entries.last?.finding == new.id
      }
      #expect(reader.faults.isEmpty)
      await reader.close()
    }
  }

  @Test func `watch and the notifier restored together tell everyone once`() async throws {
    try await TestSystem.run(at: start) { system in
      var copies: [ServiceName: [String: Data]] = [:]
      for service: ServiceName in [.notifier, .watch] {
        try await system.stop(service)
        copies[service] = try await system.copyFiles(of: service)
      }
      try await system.startAll()
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let told = try await system.told(lost.id)
      let messages = try await news(of: system)
      for service: ServiceName in [.notifier, .watch] { try await system.stop(service) }
      try await system.restore(
        copies[.notifier] ?? [:], as: .notifier, accepting: [.watch: 2])
      try await system.restore(copies[.watch] ?? [:], as: .watch)
      try await system.startAll()
      try await system.adopt(.watch, by: .liaison)
      try await system.settle()
      #expect(try await system.told(lost.id) == told)
      // The chain of identifiers leads back to the finding's event, which nobody lost.
      #expect(try await news(of: system) == messages)
    }
  }

  @Test func `a withdrawal that findings and watch have both lost is named, and given again told`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle()
      var copies: [ServiceName: [String: Data]] = [:]
      for service: ServiceName in [.watch, .findings] {
        try await system.stop(service)
        copies[service] = try await system.copyFiles(of: service)
      }
      try await system.startAll()
      try await system.withdraw(finding.id, by: reporter)
      try await system.settle()
      for service: ServiceName in [.watch, .findings] { try await system.stop(service) }
      try await system.restore(
        copies[.watch] ?? [:], as: .watch, accepting: [.findings: 2])
      try await system.restore(copies[.findings] ?? [:], as: .findings)
      try await system.startAll()
      try await system.adopt(.watch)
      try await system.settle()
      #expect(
        try await system.missing(at: .notifier).map(\.type) == ["alert.withdrawn"])
      #expect(try await system.missing(at: .liaison).map(\.type) == ["alert.withdrawn"])
      try await system.withdraw(finding.id, by: reporter)
      try await system.settle()
      #expect(
        try await system.tasks(of: finding.id).allSatisfy { $0.state == .cancelled })
      #expect(try await system.explain(finding.id).state == .withdrawn)
    }
  }

  /// What Pusat was told of findings; alarms are of the moment.
  private func news(of system: TestSystem) async throws -> Set<ID<Message>> {
    Set(
      try await system.inbox("pusat-deputi-3").filter { $0.kind != .alarm }.map(\.message))
  }
}
