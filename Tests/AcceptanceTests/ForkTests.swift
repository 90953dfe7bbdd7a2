import Domain
import Events
import Log
import ServiceRuntime
import TestSupport
import Testing

/// A service restored from an old copy under a running follower: the follower stops and says so.
struct ForkTests {
  private let link = TestSystem.Link(from: .findings, to: .watch)
  private let reporter: UnitID = "pom-payakumbuh"

  @Test func `a log that ends before the follower's position is not followed any more`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.stop(.findings)
      let old = try await system.copyFiles(of: .findings)
      try await system.start(.findings)
      let forgotten = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let told = try await system.told(forgotten.id)
      try await system.stop(.findings)
      try await system.putBack(old, as: .findings)
      try await system.start(.findings)
      try await eventually("watch has stopped") {
        try await system.link(link).state == "stopped"
      }
      #expect(try await system.link(link).reason == "older-head")
      // What was told stays, and a new finding under the forgotten one's number goes nowhere.
      let other = try await system.report(.lontong, by: reporter)
      #expect(other.number == forgotten.number)
      #expect(other.id != forgotten.id)
      #expect(try await system.told(forgotten.id) == told)
      #expect(try await system.link(link).state == "stopped")
      #expect(try await system.told(other.id).isEmpty)
    }
  }

  @Test func `Pusat hears of a stop once, however often the follower starts, and of the next one`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.stop(.findings)
      let old = try await system.copyFiles(of: .findings)
      try await system.start(.findings)
      _ = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await system.stop(.findings)
      let whole = try await system.copyFiles(of: .findings)
      try await system.putBack(old, as: .findings)
      try await system.start(.findings)
      let expected = [
        ["service": "watch", "source": "findings", "stop": "older-head", "sequence": "2"]
      ]
      try await eventually("the follower has raised the alarm") {
        try await !alarms(system).isEmpty
      }
      #expect(try await alarms(system).map(\.subject.parameters) == expected)
      #expect(try await alarms(system).allSatisfy { $0.subject.word == "alarm-link-stopped" })

      // A process that starts again finds the same stop.
      try await system.restart(.watch)
      try await eventually("watch has stopped again") {
        try await system.link(link).state == "stopped"
      }

      // The right file comes back, and the log goes on; the next stop is another one.
      try await system.stop(.findings)
      try await system.putBack(whole, as: .findings)
      try await system.start(.findings)
      try await system.restart(.watch)
      _ = try await system.report(.lontong, by: reporter)
      try await system.settle()
      try await eventually("watch has written down that the log goes on") {
        try linkEvents(system) == ["link.stopped", "link.resumed"]
      }
      try await system.stop(.findings)
      try await system.putBack(old, as: .findings)
      try await system.start(.findings)
      try await eventually("watch has raised the alarm of the second stop") {
        try await alarms(system, of: "watch").last == "4"
      }
      // Mailboxes keep the order of the log: an alarm of the restart would stand before it.
      #expect(try await alarms(system, of: "watch") == ["2", "4"])
    }
  }

  @Test func `the notifier tells Pusat of its own stops`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.stop(.liaison)
      let old = try await system.copyFiles(of: .liaison)
      try await system.start(.liaison)
      _ = try await system.report(.lontong, by: reporter)
      try await system.settle()
      for service: ServiceName in [.watch, .liaison] { try await system.stop(service) }
      // Without watch liaison derives nothing anew: its log ends before the notifier's position.
      try await system.putBack(old, as: .liaison)
      try await system.start(.liaison)
      try await eventually("the notifier has raised the alarm") {
        try await alarms(system).map(\.subject.parameters) == [
          [
            "service": "notifier", "source": "liaison", "stop": "older-head", "sequence": "1",
          ]
        ]
      }
    }
  }

  private func alarms(_ system: TestSystem) async throws -> [InboxEntry] {
    try await system.inbox("pusat-deputi-3").filter { $0.kind == .alarm }
  }

  /// After which records a service stopped, as Pusat was told.
  private func alarms(_ system: TestSystem, of service: String) async throws -> [String] {
    try await alarms(system).map(\.subject.parameters).filter { $0["service"] == service }
      .compactMap { $0["sequence"] }
  }

  /// What watch has written about its link to findings.
  private func linkEvents(_ system: TestSystem) throws -> [String] {
    let subject = LinkStopped(source: .findings, reason: "", position: nil).subject
    return try LogReader(path: system.directory.database(of: .watch)).records(subject: subject)
      .map { try EventCoding.decode(EventHead.self, from: $0.payload).type }
  }

  @Test func `a log that goes on with other records is a fork`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.stop(.findings)
      let old = try await system.copyFiles(of: .findings)
      try await system.start(.findings)
      let forgotten = try await system.report(.lontong, by: reporter)
      try await system.settle()
      let position = try await system.link(link).position
      for service: ServiceName in [.watch, .findings] { try await system.stop(service) }
      try await system.putBack(old, as: .findings)
      try await system.start(.findings)
      var others: [ReportAnswer] = []
      for _ in 0..<3 { others.append(try await system.report(.lontong, by: reporter)) }
      #expect(others.last?.position.sequence ?? 0 > position)
      try await system.start(.watch)
      try await eventually("watch has stopped") {
        try await system.link(link).state == "stopped"
      }
      #expect(try await system.link(link).reason == "fork")
      #expect(try await system.link(link).position == position)
      for other in others { #expect(try await system.told(other.id).isEmpty) }
      // The other logs are followed on.
      #expect(try await system.link(.init(from: .registry, to: .watch)).state == "live")
      #expect(try await system.explain(forgotten.id).number == forgotten.number)
    }
  }
}
