import Domain
import Events
import HazmatWatchService
import Testing

@testable import FindingsService
@testable import NotifierService
@testable import PemdaLiaisonService
@testable import ServiceRuntime

/// No documented limit of a list is more than messages carry: its pages end by what they weigh, and
/// together they are the whole list.
struct LargestListTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rows: Int
    /// - Returns: the rows that all pages give together, and the number of pages.
    let walk: @Sendable () throws -> (rows: [String], pages: Int)
  }

  private static let unit = UnitID("kemenkes")
  private static let finding: ID<Finding> = ListFile.id(1)

  static let cases = [
    Case(testDescription: "finding list", rows: 500) {
      let file = try ListFile(FindingsService())
      for number in 1...500 { try file.addFinding(number, named: "F-2026-\(number)") }
      return try ListFile.walk { after in
        let request = try Request(ListFindings(after: after, limit: 500))
        let page = try #require(
          try file.query { try FindingQueries(registry: RegistryView()).answer(request, in: $0) }
            as? FindingListAnswer)
        return (page, page.findings.map(\.number), page.next)
      }
    },
    Case(testDescription: "finding show", rows: 301) {
      let file = try ListFile(FindingsService())
      try file.addFinding(1, named: "F-2026-000001")
      try file.addVersions(300)
      return try ListFile.walk { after in
        let request = try Request(
          ShowFinding(finding: "F-2026-000001", after: after.flatMap { Int64($0) }))
        let page = try #require(
          try file.query { try FindingQueries(registry: RegistryView()).answer(request, in: $0) }
            as? FindingView)
        return (page, page.history.map { "\($0.version)" }, page.next.map { "\($0)" })
      }
    },
    Case(testDescription: "task list", rows: 1000) {
      let file = try ListFile(PemdaLiaisonService())
      for number in 1...1000 {
        try file.addTask(number, named: "T-2026-\(number)", dueAt: ListFile.time)
      }
      return try ListFile.walk { after in
        let request = try Request(ListTasks(after: after, limit: 1000))
        let queries = TaskQueries(registry: RegistryView())
        let page = try #require(
          try file.query { try queries.answer(request, in: $0) } as? TaskListAnswer)
        return (page, page.tasks.map(\.number), page.next)
      }
    },
    Case(testDescription: "task show", rows: 301) {
      let file = try ListFile(PemdaLiaisonService())
      try file.addTask(1, named: "T-2026-000001", dueAt: ListFile.time)
      try file.addSteps(300, of: 1, "T-2026-000001")
      return try ListFile.walk { after in
        let request = try Request(
          ShowTask(task: "T-2026-000001", after: after.flatMap { Int64($0) }))
        let queries = TaskQueries(registry: RegistryView())
        let page = try #require(
          try file.query { try queries.answer(request, in: $0) } as? TaskView)
        return (
          page, page.history.indices.map { "\(after ?? "") \($0)" }, page.next.map { "\($0)" }
        )
      }
    },
    Case(testDescription: "inbox", rows: 1000) {
      let file = try ListFile(NotifierService())
      try file.addMessages(1000, to: unit, about: finding)
      return try ListFile.walk { after in
        let request = try Request(
          ReadInbox(unit: unit, after: after.flatMap { Int64($0) }, limit: 1000))
        let queries = MailQueries(registry: try ListFile.registry(with: unit))
        let page = try #require(
          try file.query { try queries.answer(request, in: $0) } as? InboxAnswer)
        return (page, page.entries.map(\.number), page.next.map { "\($0)" })
      }
    },
    Case(testDescription: "trace", rows: 2000) {
      let file = try ListFile(NotifierService())
      try file.addMessages(2000, to: unit, about: finding)
      return try ListFile.walk { after in
        try file.query { query in
          var trace = TraceQuery(
            service: .notifier, queries: MailQueries(registry: RegistryView()),
            publications: PublicationTimes(), query: query,
            rights: ListFile.operatorRights)
          let page = try trace.answer(
            TraceFinding(subject: finding, after: after))
          return (page, page.deliveries.map { "\($0.position)" }, page.next)
        }
      }
    },
    Case(testDescription: "trace of records", rows: 2000) {
      let file = try ListFile(FindingsService())
      try file.addFinding(1, named: "F-2026-000001")
      try file.addVersions(1999)
      return try ListFile.walk { after in
        try file.query { query in
          var trace = TraceQuery(
            service: .findings, queries: FindingQueries(registry: RegistryView()),
            publications: PublicationTimes(),
            query: query,
            rights: ListFile.operatorRights)
          let page = try trace.answer(
            TraceFinding(subject: finding, after: after))
          return (page, page.hops.map { "\($0.sequence)" }, page.next)
        }
      }
    },
    Case(testDescription: "quarantine list", rows: 500) {
      let file = try ListFile(HazmatWatchService())
      try file.addQuarantined(500, waiting: 12)
      return try ListFile.walk { after in
        let page = try file.query {
          try QuarantineList(snapshot: $0.snapshot)
            .answer(ListQuarantine(after: after.flatMap { Int64($0) }))
        }
        return (page, page.entries.map { "\($0.place.sequence)" }, page.next.map { "\($0)" })
      }
    },
    Case(testDescription: "missing", rows: 1000) {
      let file = try ListFile(HazmatWatchService())
      try file.addMissing(1000)
      return try ListFile.walk { after in
        let page = try file.query {
          try MissingList(snapshot: $0.snapshot)
            .answer(ListMissing(after: after.flatMap { Int64($0) }))
        }
        return (page, page.entries.map { "\($0.sequence)" }, page.next.map { "\($0)" })
      }
    },
  ]

  @Test(arguments: cases)
  func `the longest list of the largest rows comes over pages that each fit a message`(
    _ list: Case
  ) throws {
    let (rows, pages) = try list.walk()
    #expect(rows.count == list.rows)
    #expect(Set(rows).count == list.rows)
    #expect(pages > 1)
  }

  @Test func `what waits behind a record in quarantine is counted, and its first hundred named`()
    throws
  {
    let file = try ListFile(HazmatWatchService())
    try file.addQuarantined(1, waiting: 150)
    let list = try file.query { try QuarantineList(snapshot: $0.snapshot).answer(ListQuarantine()) }
    #expect(list.entries.map(\.waitingCount) == [150])
    #expect(list.entries.first?.waiting.map(\.sequence) == Array(2...101))
  }
}
