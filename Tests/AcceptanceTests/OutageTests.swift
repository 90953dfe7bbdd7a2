import Bus
import Domain
import Events
import TestSupport
import Testing

/// A correction and an outage at the same time: nobody is left with an alert alone.
struct OutageTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let pemda: UnitID = "pemda-13.76"

  @Test func `an alert and its withdrawal during an outage both arrive, in order`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.stop(.notifier)
      let finding = try await system.report(.lontong, by: reporter)
      try await system.withdraw(finding.id, by: reporter)
      try await system.settle()
      try await system.start(.notifier)
      try await system.settle()

      let reader = try await system.reader(of: pemda)
      try await eventually("the unit has its withdrawal") {
        reader.entries.contains { $0.kind == .withdrawal }
      }
      let entries = reader.entries
      #expect(entries.map(\.position) == Array(1...UInt64(entries.count)))
      #expect(entries.first?.kind == .alert)
      #expect(entries.last?.kind == .withdrawal, "\(entries.map(\.kind))")
      #expect(entries.last?.refersTo == entries.first?.message)
      #expect(entries.last?.subject.word == "withdrawal-withdrawn")
      #expect(reader.faults.isEmpty)
      await reader.close()
      for unit: UnitID in ["pemda-13", "pusat-deputi-3"] {
        #expect(try await system.inbox(unit).map(\.kind) == [.alert, .withdrawal], "\(unit)")
      }
      #expect(try await system.tasks(of: finding.id).map(\.state) == [.cancelled])
    }
  }

  @Test func `a unit that had the alert before the outage finds the withdrawal after it`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: reporter)
      let before = try await system.reader(of: pemda)
      try await eventually("the unit has alert and task") { before.entries.count == 2 }
      await before.close()
      try await system.settle()
      try await system.stop(.notifier)
      try await system.withdraw(finding.id, by: reporter)
      try await system.settle()
      let after = try await system.reader(of: pemda, after: before.position)
      try await system.start(.notifier)
      try await eventually("the unit has its withdrawal") { !after.entries.isEmpty }
      try await system.settle()
      #expect(after.entries.map(\.kind) == [.withdrawal])
      #expect(after.entries.first?.position == 3)
      #expect(after.entries.first?.refersTo == before.entries.first?.message)
      await after.close()
    }
  }

  @Test func `every service stopped between two steps goes on where it stood`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      for service: ServiceName in [.notifier, .liaison, .watch] { try await system.stop(service) }
      let finding = try await system.report(.lontong, by: reporter)
      for service: ServiceName in [.findings, .registry] { try await system.restart(service) }
      for service: ServiceName in [.watch, .liaison, .notifier] { try await system.start(service) }
      try await system.settle()
      for service in ServiceName.allCases { try await system.restart(service) }
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention",
          "pemda-13.76 alert action", "pemda-13.76 task action",
          "pusat-deputi-3 alert attention",
        ])
    }
  }

  @Test func `a task that is late to its finding's withdrawal is not told any more`() async throws {
    let link = TestSystem.Link(from: .liaison, to: .notifier)
    let nemesis = Held<Nemesis>()
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      nemesis.value = try await system.watch(link)
    } _: { system in
      nemesis.value?.pause()
      let finding = try await system.report(.lontong, by: reporter)
      try await system.withdraw(finding.id, by: reporter)
      try await eventually("the withdrawal is in the mailbox") {
        try await system.inbox(pemda).count == 2
      }
      try await eventually("the task was made and cancelled") {
        try await system.tasks(of: finding.id).map(\.state) == [.cancelled]
      }
      nemesis.value?.resume()
      try await system.settle()
      #expect(try await system.inbox(pemda).map(\.kind) == [.alert, .withdrawal])
    }
  }

  @Test func `whoever was handed a task hears of the withdrawal too`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let task = try #require(try await system.tasks(of: finding.id).first)
      try await system.command(
        RedirectTask(task: task.task.description, to: "pemda-13.07", reason: "pembuat di 13.07"),
        as: pemda)
      try await system.settle()
      #expect(try await system.inbox("pemda-13.07").map(\.kind) == [.task])
      try await system.recordLaboratory(.negative, of: finding.id, by: reporter)
      try await system.settle()
      let entries = try await system.inbox("pemda-13.07")
      #expect(entries.map(\.kind) == [.task, .withdrawal])
      #expect(entries.last?.refersTo == entries.first?.message)
      #expect(
        try await system.tasks(of: finding.id).map { "\($0.unit) \($0.state)" } == [
          "pemda-13.07 cancelled", "pemda-13.76 redirected",
        ])
    }
  }
}
