import Domain
import Events
import Log
import NotifierService
import ServiceRuntime
import TestSupport
import Testing

/// A record that cannot be applied harms its own subject only, and Pusat hears of it.
struct QuarantineTests {
  private let reporter: UnitID = "pom-payakumbuh"

  @Test func `a record for a later program is put aside, others go on, a withdrawal passes`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let poisoned = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.stop(.findings)
      let poison = NewRecord(
        typeCode: 202, minReader: 99, subject: poisoned.id.bytes, payload: Array("?".utf8))
      try await system.append([poison], to: .findings)
      try await system.start(.findings)
      try await system.settle(allowingWaiting: true)

      let link = try await system.link(.init(from: .findings, to: .watch))
      #expect(link.quarantined == 1)
      #expect(link.state == "live")
      let alarms = try await system.inbox("pusat-deputi-3").filter { $0.kind == .alarm }
      #expect(alarms.map(\.subject.word).allSatisfy { $0 == "alarm-record-quarantined" })
      #expect(Set(alarms.compactMap { $0.subject.parameters["service"] }) == ["watch"])

      // The subject's next version waits behind it.
      var more = SampleFinding.lontong
      more.kilograms = 60
      try await system.amend(poisoned.id, to: more, by: reporter)
      let other = try await system.report(.lontong, by: reporter)
      try await system.settle(allowingWaiting: true)
      #expect(try await system.told(poisoned.id).count == 4)
      #expect(try await system.told(other.id).count == 4)

      let list = try await system.query(ListQuarantine(), of: .watch)
      let entry = try #require(list.entries.first)
      #expect(list.entries.count == 1)
      #expect(entry.place == .init(source: .findings, sequence: 3))
      #expect(entry.finding == poisoned.number)
      #expect(entry.minReader == 99)
      #expect(entry.error.contains("reader version 99"))
      #expect(entry.attempts == 1)
      #expect(entry.waiting == [.init(source: .findings, sequence: 4)])
      #expect(entry.since.timestamp == system.clock.now)

      // The withdrawal does not.
      try await system.withdraw(poisoned.id, by: reporter)
      try await system.settle(allowingWaiting: true)
      #expect(
        try await system.told(poisoned.id) == [
          "pemda-13 alert attention", "pemda-13 withdrawal attention",
          "pemda-13.76 alert action", "pemda-13.76 task action", "pemda-13.76 withdrawal action",
          "pusat-deputi-3 alert attention", "pusat-deputi-3 withdrawal attention",
        ])
      #expect(try await system.tasks(of: poisoned.id).map(\.state) == [.cancelled])
    }
  }

  @Test func `what a defect put aside is applied once after the repair`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      await system.replace(.notifier) {
        FaultyLogic(NotifierService()) { $0.isEvent(AlertRaised.self) }
      }
    } _: { system in
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle(allowingWaiting: true)
      #expect(try await system.told(finding.id).isEmpty, "the task waits for its alert")
      #expect(try await system.inbox("pusat-deputi-3").map(\.kind) == [.alarm])

      let vain = try await system.command(RetryQuarantine(), by: .notifier, as: nil)
      #expect(vain.applied == 0)
      #expect(vain.remaining == 1)

      await system.replace(.notifier) { NotifierService() }
      try await system.restart(.notifier)
      let repaired = try await system.command(RetryQuarantine(), by: .notifier, as: nil)
      #expect(repaired.remaining == 0)
      try await system.settle()
      #expect(
        try await system.told(finding.id) == [
          "pemda-13 alert attention",
          "pemda-13.76 alert action", "pemda-13.76 task action",
          "pusat-deputi-3 alert attention",
        ])
    }
  }

  @Test func `a withdrawal that waited while another one passed is told to nobody`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      await system.replace(.notifier) {
        FaultyLogic(NotifierService()) {
          $0.isEvent(AlertWithdrawn.self)
            && (try? $0.event(AlertWithdrawn.self))?.data.content.state == .refuted
        }
      }
    } _: { system in
      let finding = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.recordLaboratory(.negative, of: finding.id, by: reporter)
      try await system.settle(allowingWaiting: true)
      try await system.withdraw(finding.id, by: reporter)
      try await system.settle(allowingWaiting: true)
      await system.replace(.notifier) { NotifierService() }
      try await system.restart(.notifier)
      let repaired = try await system.command(RetryQuarantine(), by: .notifier, as: nil)
      #expect(repaired.remaining == 0)
      try await system.settle()
      let told = try await system.told(finding.id)
      #expect(told.filter { $0.contains("withdrawal") }.count == 3, "\(told)")
    }
  }

  @Test func `an alarm passes the bad record before it, which is told after the repair`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      await system.replace(.notifier) {
        FaultyLogic(NotifierService()) { $0.isEvent(AlertRaised.self) }
      }
      await system.replace(.watch) {
        FaultyLogic(TestSystem.logic(of: .watch)()) { $0.isEvent(FindingAmended.self) }
      }
    } _: { system in
      let finding = try await system.report(.lontong, by: reporter)
      var more = SampleFinding.lontong
      more.kilograms = 60
      try await system.amend(finding.id, to: more, by: reporter)
      try await system.settle(allowingWaiting: true)
      #expect(try await system.told(finding.id).isEmpty)
      let alarms = try await system.inbox("pusat-deputi-3").filter { $0.kind == .alarm }
      let services = alarms.compactMap { $0.subject.parameters["service"] }
      #expect(services.sorted() == ["notifier", "watch"])

      for service: ServiceName in [.watch, .notifier] {
        await system.replace(service, with: TestSystem.logic(of: service))
        try await system.restart(service)
        let repaired = try await system.command(RetryQuarantine(), by: service, as: nil)
        #expect(repaired.remaining == 0)
      }
      try await system.settle()
      let told = try await system.told(finding.id)
      #expect(
        told == [
          "pemda-13 alert attention", "pemda-13 update attention",
          "pemda-13.76 alert action", "pemda-13.76 update action", "pemda-13.76 task action",
          "pusat-deputi-3 alert attention", "pusat-deputi-3 update attention",
        ])
    }
  }
}
