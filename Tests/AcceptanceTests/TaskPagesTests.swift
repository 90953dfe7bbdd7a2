import Domain
import Events
import TestSupport
import Testing

struct TaskPagesTests {
  @Test func `pages of tasks, one after the other, are all tasks in the order of their terms`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      // Terms that are the same, and one that is not.
      for _ in 0..<3 { _ = try await system.report(.lontong, by: "pom-payakumbuh") }
      try await system.settle()
      system.clock.set(try Timestamp(text: "2026-09-08T08:00:00+07:00"))
      _ = try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      let all = try await system.query(ListTasks())
      #expect(all.next == nil)
      #expect(Set(all.tasks.map(\.dueAt)).count == 2)
      var paged: [String] = []
      var list = ListTasks(limit: 1)
      repeat {
        let page = try await system.query(list)
        #expect(page.tasks.count <= 1)
        paged += page.tasks.map(\.number)
        list.after = page.next
      } while list.after != nil
      #expect(paged == all.tasks.map(\.number))
      #expect(paged.count >= 4)
    }
  }
}
