import Domain
import Events
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
