import Domain
import Events
import Log
import ServiceRuntime
import TestSupport
import Testing

/// An exercise says so everywhere and never shares a directory with real data.
struct ExerciseTests {
  @Test func `everything that an exercise sends is marked`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00", isExercise: true) { system in
      let finding = try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      for unit: UnitID in ["pemda-13", "pemda-13.76", "pusat-deputi-3"] {
        let entries = try await system.inbox(unit)
        #expect(!entries.isEmpty)
        #expect(entries.allSatisfy { $0.exercise && $0.finding == finding.id }, "\(unit)")
      }
      for service in ServiceName.allCases {
        #expect(try await system.status(service).exercise, "\(service.rawValue)")
        let reader = try LogReader(path: system.directory.database(of: service))
        let records = try reader.read(after: 0, maxRecords: 10_000, maxBytes: .max)
        #expect(!records.isEmpty)
        #expect(records.allSatisfy { $0.header.flags.contains(.exercise) }, "\(service.rawValue)")
      }
      #expect(throws: RuntimeError.self) {
        try system.directory.openInstance(.real, now: system.clock.now)
      }
      try await system.stop(.notifier)
      // Even when the directory's own word for it is ignored, the file refuses.
      let fault = try await startAsReal(.notifier, of: system)
      #expect(fault?.code == .exerciseMismatch)
      try await system.start(.notifier)
    }
  }

  @Test func `real messages are not marked, and no exercise takes their directory`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      #expect(try await system.inbox("pemda-13").map(\.exercise) == [false])
      #expect(throws: RuntimeError.self) {
        try system.directory.openInstance(
          .exercise(start: nil, rate: nil), now: system.clock.now)
      }
    }
  }

  private func startAsReal(
    _ service: ServiceName, of system: TestSystem
  ) async throws -> LogError? {
    do {
      try await system.start(service, as: Instance())
    } catch let error as LogError {
      return error
    }
    return nil
  }
}
