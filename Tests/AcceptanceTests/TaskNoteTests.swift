import Domain
import Events
import TestSupport
import Testing

struct TaskNoteTests {
  private static let reporter: UnitID = "pom-rejang-lebong"
  private static let assignee: UnitID = "pemda-17.02"

  private static var crackers: SampleFinding {
    SampleFinding(
      foundAt: "2026-03-04T16:20:00+07:00", product: "kerupuk merah", substance: "rhodamin-b",
      places: [.init("found", "17.02", "market")])
  }

  private static func withTask(
    of document: SampleFinding,
    _ test: @escaping (TestSystem, TaskView) async throws -> Void
  ) async throws {
    try await TestSystem.run(at: "2026-03-04T16:20:00+07:00") { system in
      let finding = try await system.report(document, by: reporter)
      try await system.settle()
      try await test(system, try #require(try await system.tasks(of: finding.id).first))
    }
  }

  @Test func `a note stands in the history of a task in any state, and nobody is told of it`()
    async throws
  {
    try await Self.withTask(of: Self.crackers) { system, task in
      let told = try await system.told(task.finding)
      func note(_ text: String, at time: String, by unit: UnitID) async throws -> TaskView {
        system.clock.set(try Timestamp(text: time))
        return try await system.command(AddTaskNote(task: task.number, text: text), as: unit)
      }
      let noted = try await note("ditelepon", at: "2026-03-05T09:00:00+07:00", by: Self.reporter)
      #expect(noted.state == .open)
      #expect(noted.dueAt == task.dueAt)
      try await system.command(CompleteTask(task: task.number), as: Self.assignee)
      let later = try await note("dicek", at: "2026-03-06T09:00:00+07:00", by: "pusat-deputi-3")
      #expect(later.state == .completed)
      _ = try await note("arsip", at: "2026-03-07T09:00:00+07:00", by: Self.assignee)
      try await system.settle()

      let shown = try await system.query(ShowTask(task: task.number))
      #expect(shown.state == .completed)
      let history = shown.history.map {
        "\($0.at) \($0.state.rawValue) \($0.by?.rawValue ?? "-") \($0.note ?? "-")"
      }
      #expect(
        Array(history.dropFirst()) == [
          "2026-03-05T09:00:00+07:00 open pom-rejang-lebong ditelepon",
          "2026-03-05T09:00:00+07:00 completed pemda-17.02 -",
          "2026-03-06T09:00:00+07:00 completed pusat-deputi-3 dicek",
          "2026-03-07T09:00:00+07:00 completed pemda-17.02 arsip",
        ])
      #expect(try await system.told(task.finding) == told)
    }
  }

  @Test func `a Pemda that does not have the task writes no note on it`() async throws {
    try await Self.withTask(of: Self.crackers) { system, task in
      let note = AddTaskNote(task: task.number, text: "ditelepon")
      let refusal = try await refused { try await system.command(note, as: "pemda-17") }
      #expect(refusal.rule == "not-your-task")
      let long = AddTaskNote(task: task.number, text: String(repeating: "x", count: 1_001))
      let tooLong = try await refused { try await system.command(long, as: Self.assignee) }
      #expect(tooLong.field == "text")
      let shown = try await system.query(ShowTask(task: task.number))
      #expect(shown.history.count == 1)
    }
  }

  @Test func `on a confidential task its group writes notes, and to others it does not exist`()
    async throws
  {
    var secret = Self.crackers
    secret.group = [Self.assignee.rawValue, "pusat-inspektorat"]
    try await Self.withTask(of: secret) { system, task in
      let note = AddTaskNote(task: task.number, text: "ditelepon")
      let group: [UnitID] = [Self.reporter, Self.assignee, "pusat-inspektorat"]
      for unit in group { try await system.command(note, as: unit) }
      for outsider: UnitID in ["pom-bengkulu", "pusat-deputi-3", "pemda-17"] {
        let refusal = try await refused { try await system.command(note, as: outsider) }
        #expect(refusal.rule == "unknown-task", "\(outsider)")
      }
      let shown = try await system.query(ShowTask(task: task.number))
      #expect(shown.history.compactMap(\.by) == group)
    }
  }
}
