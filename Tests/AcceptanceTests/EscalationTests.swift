import Domain
import Events
import TestSupport
import Testing

@testable import ServiceRuntime

/// Somebody is told when a unit does not read what it must act on.
struct EscalationTests {
  private static let morning = "2026-09-06T08:00:00+07:00"

  private func time(_ hours: Int) throws -> Timestamp {
    try Timestamp(text: Self.morning).adding(.seconds(hours * 3_600))
  }

  /// Hours after the morning; what falls due by then has been done.
  private func goOn(to hours: Int, _ system: TestSystem) async throws {
    system.clock.set(try time(hours))
    try await eventually("nothing is due after \(hours) h") {
      try await system.status(.notifier).timersOverdue == 0
    }
  }

  /// The escalations in a mailbox as `unit count since`, with the hour in which each came.
  private func escalations(in mailbox: UnitID, _ system: TestSystem) async throws -> [String] {
    try await system.inbox(mailbox).filter { $0.kind == .escalation }.map { entry in
      let parameters = entry.subject.parameters
      let came = try #require(entry.createdAt.timestamp).milliseconds
      let hours = (came - (try time(0)).milliseconds) / 3_600_000
      let words = ["unit", "count", "since"].map { parameters[$0] ?? "-" }
      return "\(hours) h: \(words.joined(separator: " "))"
    }
  }

  private func read(_ unit: UnitID, limit: Int = 200, _ system: TestSystem) async throws {
    _ = try await system.query(ReadInbox(unit: unit, limit: limit), as: unit)
  }

  @Test
  func `a unit that does not read for a day is told of once, to Pusat and to its coordinator`()
    async throws
  {
    try await TestSystem.run(at: Self.morning) { system in
      let pusat = try await system.reader(of: "pusat-deputi-3")
      var crackers = SampleFinding.lontong
      crackers.places = [.init("found", "17.02", "market")]
      let finding = try await system.report(crackers, by: "pom-bengkulu")
      try await system.settle()
      #expect(
        try await system.told(finding.id).filter { $0.hasSuffix("action") } == [
          "pemda-17.02 alert action", "pemda-17.02 task action", "pom-rejang-lebong alert action",
        ])
      try await goOn(to: 23, system)
      try await goOn(to: 24, system)
      let expected = [
        "24 h: pemda-17.02 2 \(Self.morning)", "24 h: pom-rejang-lebong 1 \(Self.morning)",
      ]
      #expect(try await escalations(in: "pusat-deputi-3", system).sorted() == expected)
      #expect(try await escalations(in: "pom-bengkulu", system) == [expected[1]])
      // Its reader is woken.
      try await eventually("Pusat reads of both") {
        pusat.entries.filter { $0.kind == .escalation }.count == 2
      }
      await pusat.close()
      let unread = try FileSurvey.read(
        TestSystem.logic(of: .notifier)(), in: system.directory, at: system.clock.now
      ).unreadMail
      #expect(
        unread == [
          UnreadMail(unit: "pemda-17.02", count: 2, since: try time(0)),
          UnreadMail(unit: "pom-rejang-lebong", count: 1, since: try time(0)),
        ])

      try await system.restart(.notifier)
      try await system.settle()
      try await goOn(to: 100, system)
      try await system.withdraw(finding.id, by: "pom-bengkulu")
      try await system.settle()
      try await goOn(to: 200, system)
      #expect(try await escalations(in: "pusat-deputi-3", system).sorted() == expected)
      #expect(try await escalations(in: "pom-bengkulu", system) == [expected[1]])
    }
  }

  @Test func `who reads in time is not told of, and who stops reading again is told of again`()
    async throws
  {
    let pemda: UnitID = "pemda-13.76"
    try await TestSystem.run(at: Self.morning) { system in
      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      for message in try await system.inbox(pemda) {
        try await system.command(AcknowledgeMessage(message: message.number), as: pemda)
      }
      try await goOn(to: 25, system)
      #expect(try await escalations(in: "pusat-deputi-3", system) == [])

      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      // The end of the day finds the notifier down.
      try await system.stop(.notifier)
      system.clock.set(try time(51))
      try await system.start(.notifier)
      try await goOn(to: 51, system)
      let first = "51 h: \(pemda) 2 2026-09-07T09:00:00+07:00"
      #expect(try await escalations(in: "pusat-deputi-3", system) == [first])

      try await read(pemda, system)
      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      try await goOn(to: 74, system)
      #expect(try await escalations(in: "pusat-deputi-3", system) == [first])
      try await goOn(to: 75, system)
      #expect(
        try await escalations(in: "pusat-deputi-3", system) == [
          first, "75 h: \(pemda) 2 2026-09-08T11:00:00+07:00",
        ])
    }
  }

  @Test func `a unit that reads page after page has a day for the next page`() async throws {
    let pemda: UnitID = "pemda-13.76"
    try await TestSystem.run(at: Self.morning) { system in
      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      try await goOn(to: 24, system)
      system.clock.set(try time(30))
      try await read(pemda, limit: 1, system)
      try await goOn(to: 48, system)
      try await goOn(to: 53, system)
      #expect(try await escalations(in: "pusat-deputi-3", system).count == 1)
      try await goOn(to: 54, system)
      #expect(
        try await escalations(in: "pusat-deputi-3", system) == [
          "24 h: \(pemda) 2 \(Self.morning)", "54 h: \(pemda) 1 \(Self.morning)",
        ])
    }
  }
}
