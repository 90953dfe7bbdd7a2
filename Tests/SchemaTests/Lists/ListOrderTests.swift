import Domain
import Events
import Testing

@testable import FindingsService
@testable import PemdaLiaisonService
@testable import ServiceRuntime

/// In which order lists come, and what they look at.
struct ListOrderTests {
  private let outsider = UnitID("kemendag")

  private func page(
    _ file: ListFile, _ list: ListFindings, as unit: UnitID? = nil
  ) throws -> FindingListAnswer {
    let registry = try ListFile.registry(with: outsider)
    return try #require(
      try file.query {
        try FindingQueries(registry: registry).answer(
          Request(list, as: unit), in: $0)
      } as? FindingListAnswer)
  }

  @Test(arguments: [nil, FindingState.presumptive])
  func `findings are listed as they were reported, past a million and over years`(
    _ state: FindingState?
  )
    throws
  {
    let file = try ListFile(FindingsService())
    let numbers = ["F-2026-999999", "F-2026-1000000", "F-2026-1000001", "F-2027-000001"]
    for (index, number) in numbers.enumerated() {
      try file.addFinding(index + 1, named: number) { $0.document.note = "" }
    }
    let (rows, pages) = try ListFile.walk { after in
      let page = try page(file, ListFindings(state: state, after: after, limit: 1))
      return (page, page.findings.map(\.number), page.next)
    }
    #expect(rows == numbers.reversed())
    #expect(pages == 4)
  }

  @Test func `tasks of one term are listed as they were made, past a million`() throws {
    let file = try ListFile(PemdaLiaisonService())
    let numbers = ["T-2026-999999", "T-2026-1000000", "T-2027-000001"]
    for (index, number) in numbers.enumerated() {
      try file.addTask(index + 1, named: number, dueAt: ListFile.time)
    }
    try file.addTask(9, named: "T-2027-000002", dueAt: Timestamp(milliseconds: 0))
    let queries = TaskQueries(registry: RegistryView())
    let (rows, _) = try ListFile.walk { after in
      let request = try Request(ListTasks(after: after, limit: 1))
      let page = try #require(
        try file.query { try queries.answer(request, in: $0) } as? TaskListAnswer)
      return (page, page.tasks.map(\.number), page.next)
    }
    #expect(rows == ["T-2027-000002"] + numbers)
  }

  @Test func `a request looks at a bounded number of findings that it may not show`() throws {
    let file = try ListFile(FindingsService())
    try file.addFinding(1, named: "F-2026-000001") { $0.document.note = "" }
    for number in 2...3_000 {
      try file.addFinding(number, named: "F-2026-\(number)") {
        $0.document.note = ""
        $0.held = true
      }
    }
    let first = try page(file, ListFindings(), as: outsider)
    #expect(first.findings.isEmpty)
    // It goes on at the same place whichever of the findings there are hidden.
    #expect(first.next?.hasPrefix("~") == true)
    let (rows, pages) = try ListFile.walk { after in
      let page = try page(file, ListFindings(after: after), as: outsider)
      return (page, page.findings.map(\.number), page.next)
    }
    #expect(rows == ["F-2026-000001"])
    #expect((2...4).contains(pages))
  }

  @Test func `the list does not go on behind a hidden finding, as behind one that is not there`()
    throws
  {
    let file = try ListFile(FindingsService())
    try file.addFinding(1, named: "F-2026-000001") { $0.held = true }
    for reference in ["F-2026-000001", "F-2026-000002", "~", "~-1", "~zzzzzzzzzzzzzzzz"] {
      let refusal = #expect(throws: Refusal.self) {
        try page(file, ListFindings(after: reference), as: outsider)
      }
      #expect(refusal?.rule == "unknown-finding")
    }
  }
}
