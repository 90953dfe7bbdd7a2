import Domain
import Events
import Testing

@testable import FindingsService
@testable import NotifierService
@testable import PemdaLiaisonService

/// A page costs the same in a small file and in a large one.
struct QueryPlanTests {
  private func expectDirect(_ plan: [String], _ comment: Comment) {
    #expect(!plan.isEmpty)
    #expect(!plan.contains { $0.hasPrefix("SCAN ") }, comment)
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, comment)
  }

  @Test(arguments: [nil, UnitID("u")], [nil, TaskState.open])
  func `the list of tasks goes along an index, whatever is asked for`(
    _ unit: UnitID?, _ state: TaskState?
  ) throws {
    let file = try ListFile(PemdaLiaisonService())
    for finding in [nil, ListFile.id(1, of: Finding.self)] {
      let sql = TaskStore.listQuery(.init(unit: unit, state: state, finding: finding))
      let plan = try file.plan(sql)
      expectDirect(plan, "\(sql)\n\(plan)")
    }
  }

  @Test(arguments: 0...4)
  func `the list of findings goes along an index, by however many keys`(_ count: Int) throws {
    let sql = FindingStore.listQuery(keyCount: count)
    let plan = try ListFile(FindingsService()).plan(sql)
    expectDirect(plan, "\(sql)\n\(plan)")
  }

  @Test func `a mailbox is read along its positions`() throws {
    let plan = try ListFile(NotifierService()).plan(MailboxStore.readQuery)
    expectDirect(plan, "\(plan)")
  }
}
