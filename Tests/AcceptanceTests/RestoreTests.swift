import Domain
import Events
import Foundation
import Log
import ServiceRuntime
import TestSupport
import Testing

/// A log that comes back from a backup under running followers: they stop and say so, `adopt` brings
/// them on, what was lost is named, and nobody is told anything twice.
struct RestoreTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let start = "2026-09-06T08:00:00+07:00"

  /// Copies a service's file and starts it again.
  private func copy(_ service: ServiceName, of system: TestSystem) async throws -> [String: Data] {
    try await system.stop(service)
    let copies = try await system.copyFiles(of: service)
    try await system.start(service)
    try await system.settle()
    return copies
  }

  private func restore(
    _ copies: [String: Data], as service: ServiceName, of system: TestSystem
  ) async throws {
    try await system.stop(service)
    try await system.restore(copies, as: service)
    try await system.start(service)
  }

  private func awaitStop(
    _ source: ServiceName, at follower: ServiceName, of system: TestSystem,
    reason: String = "epoch"
  ) async throws {
    try await eventually("\(follower.rawValue) has stopped") {
      let link = try await system.link(.init(from: source, to: follower))
      return link.state == "stopped" && link.reason == reason
    }
  }

  private var own: SampleFinding {
    var finding = SampleFinding.lontong
    finding.id = "01990000-0000-7000-8000-00000000abcd"
    return finding
  }

  @Test func `after findings was restored and adopted work goes on, and what was lost is named`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let kept = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let old = try await copy(.findings, of: system)
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let told = try await system.told(lost.id)
      #expect(!told.isEmpty)

      try await restore(old, as: .findings, of: system)
      try await awaitStop(.findings, at: .watch, of: system)
      let answer = try await system.adopt(.findings, by: .watch)
      #expect(answer.adopted && answer.epoch == 2 && answer.missing == 1)
      #expect(answer.position == kept.position.sequence + 1)
      #expect(try await system.adopt(.findings, by: .watch).adopted == false)
      try await system.settle()

      let missing = try await system.missing(at: .watch)
      #expect(missing.map(\.type) == ["finding.reported"])
      #expect(missing.map(\.finding) == [lost.number])
      #expect(missing.first?.sequence == lost.position.sequence)
      #expect(try await system.link(.init(from: .findings, to: .watch)).missing == 1)

      let new = try await system.report(.lontong, by: reporter)
      try await system.settle()
      #expect(new.number == "\(lost.number)-2")
      #expect(new.position.epoch == 2)
      #expect(try await system.told(new.id) == told)
      #expect(try await system.told(lost.id) == told)
      // A correction of what was kept reaches everyone who had it.
      var more = SampleFinding.lontong
      more.kilograms = 60
      try await system.amend(kept.id, to: more, by: reporter)
      try await system.settle()
      #expect(try await system.told(kept.id).count > told.count)
    }
  }

  @Test func `a lost finding that is reported again tells nobody, and everybody when it differs`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let old = try await copy(.findings, of: system)
      let lost = try await system.report(own, by: reporter)
      try await system.settle()
      let told = try await system.told(lost.id)

      try await restore(old, as: .findings, of: system)
      try await awaitStop(.findings, at: .watch, of: system)
      try await system.adopt(.findings)
      let again = try await system.report(own, by: reporter)
      #expect(again.id == lost.id)
      try await system.settle()
      #expect(try await system.told(lost.id) == told)
      var more = own
      more.kilograms = 60
      try await system.amend(lost.id, to: more, by: reporter)
      try await system.settle()
      let after = try await system.told(lost.id)
      #expect(after.filter { $0.contains(" update ") }.count > 0)
      #expect(after.filter { $0.contains(" alert ") } == told.filter { $0.contains(" alert ") })
    }
  }

  @Test func `a lost finding that had no id is reported again under the one that it got`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let old = try await copy(.findings, of: system)
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let told = try await system.told(lost.id)
      try await restore(old, as: .findings, of: system)
      try await awaitStop(.findings, at: .watch, of: system)
      try await system.adopt(.findings)
      var again = SampleFinding.lontong
      again.id = lost.id.description
      #expect(try await system.report(again, by: reporter).id == lost.id)
      try await system.settle()
      #expect(try await system.told(lost.id) == told)
    }
  }

  @Test func `a watch that has forgotten a finding raises no alert behind its withdrawal`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let oldWatch = try await copy(.watch, of: system)
      let oldFindings = try await copy(.findings, of: system)
      let lost = try await system.report(own, by: reporter)
      try await system.settle()
      try await restore(oldFindings, as: .findings, of: system)
      try await awaitStop(.findings, at: .watch, of: system)
      try await system.adopt(.findings)
      try await system.report(own, by: reporter)
      try await system.withdraw(lost.id, by: reporter)
      try await system.settle()
      let told = try await system.told(lost.id)
      #expect(told.contains { $0.contains(" withdrawal ") })

      // It knows neither the first report nor that it was lost.
      try await restore(oldWatch, as: .watch, of: system)
      try await awaitStop(.findings, at: .watch, of: system)
      try await system.adopt(.findings, by: .watch)
      try await awaitStop(.watch, at: .notifier, of: system)
      try await system.adopt(.watch)
      try await system.settle()
      #expect(try await system.told(lost.id) == told)
      #expect(try await system.explain(lost.id).state == .withdrawn)
    }
  }

  @Test func `what was lost and comes back different is told to everyone as an update`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let old = try await copy(.findings, of: system)
      let lost = try await system.report(own, by: reporter)
      try await system.settle()
      let units = Set(try await system.told(lost.id).filter { $0.contains(" alert ") })
      try await restore(old, as: .findings, of: system)
      try await awaitStop(.findings, at: .watch, of: system)
      try await system.adopt(.findings)
      var other = own
      other.kilograms = 60
      try await system.report(other, by: reporter)
      try await system.settle()
      let after = try await system.told(lost.id)
      #expect(Set(after.filter { $0.contains(" alert ") }) == units)
      #expect(after.filter { $0.contains(" update ") }.count >= units.count)
    }
  }

  @Test func `a file that ran on in its old epoch is adopted when it begins a new one`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      let old = try await copy(.findings, of: system)
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.stop(.findings)
      try await system.putBack(old, as: .findings)
      try await system.start(.findings)
      try await awaitStop(.findings, at: .watch, of: system, reason: "older-head")
      var others: [ReportAnswer] = []
      for _ in 0..<2 { others.append(try await system.report(.lontong, by: reporter)) }
      let refusal = try await refused { try await system.adopt(.findings, by: .watch) }
      #expect(refusal.rule == "adopt-same-epoch")

      try await system.stop(.findings)
      try await system.mark(.findings, epoch: 2)
      try await system.start(.findings)
      try await system.adopt(.findings)
      try await system.settle()
      let told = try await system.told(lost.id)
      for other in others { #expect(try await system.told(other.id) == told) }
      #expect(try await system.missing(at: .watch).map(\.sequence) == [lost.position.sequence])
    }
  }

  @Test func `the registry's lost facts are undone, and given again they count`() async throws {
    try await TestSystem.run(at: start) { system in
      let old = try await copy(.registry, of: system)
      try await system.designate(
        "pom-rejang-lebong", under: "pom-bengkulu", from: "2026-01-01T00:00:00+07:00",
        decree: "HK 1")
      try await system.settle()
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await restore(old, as: .registry, of: system)
      for follower: ServiceName in [.findings, .watch, .liaison, .notifier] {
        try await awaitStop(.registry, at: follower, of: system)
      }
      try await system.adopt(.registry)
      try await system.settle()
      #expect(
        try await system.missing(at: .watch).map(\.type) == ["coordinator.designated"])
      // The finding rests on a position that is gone: nothing waits for it for ever.
      let next = try await system.report(.lontong, by: reporter)
      try await system.settle()
      #expect(try await system.told(next.id) == (try await system.told(lost.id)))
      let given = try await system.designate(
        "pom-rejang-lebong", under: "pom-bengkulu", from: "2026-01-01T00:00:00+07:00",
        decree: "HK 1")
      #expect(given.position.epoch == 2)
      try await system.settle()
      #expect(try await system.link(.init(from: .registry, to: .watch)).quarantined == 0)
    }
  }

  @Test func `a follower that was away meanwhile waits for nothing that is gone`() async throws {
    try await TestSystem.run(at: start) { system in
      let old = try await copy(.registry, of: system)
      try await system.stop(.watch)
      try await system.designate(
        "pom-rejang-lebong", under: "pom-bengkulu", from: "2026-01-01T00:00:00+07:00",
        decree: "HK 1")
      try await system.settle()
      let finding = try await system.report(.lontong, by: reporter)
      try await restore(old, as: .registry, of: system)
      try await system.start(.watch)
      for follower: ServiceName in [.findings, .watch, .liaison, .notifier] {
        try await awaitStop(.registry, at: follower, of: system)
      }
      // It rests on the lost designation.
      try await eventually("watch holds the finding") {
        try await system.link(.init(from: .findings, to: .watch)).held == 1
      }
      try await system.adopt(.registry)
      try await system.settle()
      #expect(try await !system.told(finding.id).isEmpty)
    }
  }

  @Test func `all services put back from one backup go on without being told to`() async throws {
    try await TestSystem.run(at: start) { system in
      let kept = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let told = try await system.told(kept.id)
      var copies: [ServiceName: [String: Data]] = [:]
      for service in ServiceName.allCases.reversed() {
        try await system.stop(service)
        copies[service] = try await system.copyFiles(of: service)
      }
      try await system.startAll()
      try await system.settle()
      let lost = try await system.report(.lontong, by: reporter)
      try await system.settle()
      for service in ServiceName.allCases.reversed() { try await system.stop(service) }
      let epochs = Dictionary(uniqueKeysWithValues: ServiceName.allCases.map { ($0, UInt64(2)) })
      for service in ServiceName.allCases {
        try await system.restore(
          copies[service] ?? [:], as: service, epoch: 2,
          accepting: epochs.filter { service.follows.contains($0.key) })
      }
      try await system.startAll()
      try await system.settle()
      let new = try await system.report(.lontong, by: reporter)
      try await system.settle()
      #expect(new.number == "\(lost.number)-2")
      #expect(try await system.told(kept.id) == told)
      #expect(try await system.told(new.id) == told)
      for service in ServiceName.allCases {
        let status = try await system.status(service)
        #expect(status.epoch == 2)
        #expect(status.links.allSatisfy { $0.state == "live" && $0.missing == 0 })
      }
    }
  }

  @Test func `an epoch begins once, also when the service dies before its mark is gone`()
    async throws
  {
    try await TestSystem.run(at: start) { system in
      try await system.report(.lontong, by: reporter)
      try await system.settle()
      for _ in 0..<2 {
        try await system.stop(.notifier)
        try await system.mark(.notifier, epoch: 2)
        try await system.start(.notifier)
        try await system.settle()
      }
      let types = try LogReader(path: system.directory.database(of: .notifier))
        .read(after: 0, maxRecords: 1000, maxBytes: .max).map(\.header.typeCode)
      #expect(types.filter { $0 == LogRestored.type.code }.count == 1)
      #expect(try await system.status(.notifier).epoch == 2)
    }
  }

  @Test func `only the operator adopts, and only what is followed and answers`() async throws {
    try await TestSystem.run(at: start) { system in
      let forbidden = try await refused {
        try await system.command(AdoptLog(source: "findings"), by: .watch, as: reporter)
      }
      #expect(forbidden.rule == "operators-only")
      let unknown = try await refused { try await system.adopt(.notifier, by: .watch) }
      #expect(unknown.rule == "adopt-not-followed")
      #expect(try await system.adopt(.findings, by: .watch).adopted == false)
      try await system.stop(.findings)
      let silent = try await refused { try await system.adopt(.findings, by: .watch) }
      #expect(silent.rule == "adopt-no-answer")
      try await system.start(.findings)
    }
  }
}
