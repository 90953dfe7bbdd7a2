import Domain
import Events
import TestSupport
import Testing

/// Whatever is sent twice has its effect once.
struct OnceTests {
  private let reporter: UnitID = "pom-payakumbuh"
  private let circle = [
    "pemda-13 alert attention",
    "pemda-13.76 alert action", "pemda-13.76 task action",
    "pusat-deputi-3 alert attention",
  ]

  @Test func `the same finding id again is the same finding, other content is a conflict`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      var lontong = SampleFinding.lontong
      lontong.id = ID<Finding>(at: system.clock.now, entropy: Array(1...10)).description
      let first = try await system.report(lontong, by: reporter)
      let again = try await system.report(lontong, by: reporter)
      #expect(again.id == first.id)
      #expect(again.number == first.number)
      #expect(again.position == first.position)
      lontong.kilograms = 60
      let refusal = try await refused { try await system.report(lontong, by: reporter) }
      #expect(refusal.code == .conflict)
      #expect(refusal.rule == "finding-id-reused")
      try await system.settle()
      #expect(try await system.told(first.id) == circle)
      let list = try await system.query(ListFindings())
      #expect(list.findings.map(\.id) == [first.id])
    }
  }

  @Test func `what was told is asked for while it is being told, and is whole in the end`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      for _ in 0..<20 {
        let finding = try await system.report(.lontong, by: reporter)
        var told: [String] = []
        while told.count < circle.count { told = try await system.told(finding.id) }
        #expect(told == circle)
      }
    }
  }

  @Test func `the same command id again gets the same answer, other content is a conflict`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let first = try await system.report(.lontong, by: reporter, command: "c-1")
      // The answer is stored with its command and outlives the process.
      try await system.restart(.findings)
      let again = try await system.report(.lontong, by: reporter, command: "c-1")
      #expect(again.id == first.id)
      #expect(again.position == first.position)
      var other = SampleFinding.lontong
      other.kilograms = 60
      let refusal = try await refused {
        try await system.report(other, by: reporter, command: "c-1")
      }
      #expect(refusal.code == .conflict)
      #expect(refusal.rule == "command-id-reused")
      // Another unit's command of the same id is another command.
      let elsewhere = try await system.report(.lontong, by: "pom-padang", command: "c-1")
      #expect(elsewhere.id != first.id)
      try await system.settle()
      #expect(try await system.told(first.id) == circle)
    }
  }

  @Test func `a refused command may be sent again under its id`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      var wrong = SampleFinding.lontong
      wrong.places[0].region = "32.1"
      let refusal = try await refused {
        try await system.report(wrong, by: reporter, command: "c-2")
      }
      #expect(refusal.code == .invalid)
      #expect(refusal.field == "places[0].region")
      #expect(refusal.rule == "region-lost-zero")
      let finding = try await system.report(.lontong, by: reporter, command: "c-2")
      try await system.settle()
      #expect(try await system.told(finding.id) == circle)
    }
  }

  @Test func `acknowledging twice keeps the first time, another's message is refused`() async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.report(.lontong, by: reporter)
      try await system.settle()
      let message = try #require(try await system.inbox("pemda-13").first)
      let acknowledgement = AcknowledgeMessage(message: message.message.description)
      let first = try await system.command(acknowledgement, as: "pemda-13")
      system.clock.set(system.clock.now.adding(.seconds(60)))
      let again = try await system.command(acknowledgement, as: "pemda-13")
      #expect(again.acknowledgedAt == first.acknowledgedAt)
      let refusal = try await refused {
        try await system.command(acknowledgement, as: "pemda-13.76")
      }
      #expect(refusal.rule == "unknown-message")
    }
  }
}
