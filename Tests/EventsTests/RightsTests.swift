import Domain
import Events
import Testing

/// The table of rights as a whole: nothing can be asked that it does not judge.
struct RightsTests {
  @Test(arguments: RequestName.all, Relation.allCases)
  func `every command and query has a verdict for every relation`(
    name: RequestName, relation: Relation
  ) throws {
    let action = try #require(Action(rawValue: name.rawValue), "\(name.rawValue) is no action")
    let row = try #require(RightsTable.rows.first { $0.action == action })
    #expect(row.verdict(relation) != nil, "\(row.id) says nothing of \(relation.rawValue)")
  }

  @Test func `the table has one row for each action, each cited by its own id`() {
    #expect(
      RightsTable.rows.map(\.action).sorted { $0.rawValue < $1.rawValue }
        == Action.allCases.sorted { $0.rawValue < $1.rawValue })
    #expect(Set(RightsTable.rows.map(\.id)).count == RightsTable.rows.count)
  }

  @Test func `what is no request by name is judged as a part of one`() {
    let named = Set(RequestName.all.map(\.rawValue))
    let others = Action.allCases.map(\.rawValue).filter { !named.contains($0) }
    #expect(others.sorted() == ["mailbox.open", "trace.delivery"])
    #expect(named.count == RequestName.all.count)
  }

  /// Whoever stands outside learns nothing of a confidential finding by any relation that every unit
  /// has.
  @Test(arguments: Action.allCases)
  func `no relation that any unit has reaches what is confidential`(action: Action) {
    guard action.hasSubject else { return }
    for relation: Relation in [.auditor, .fieldOffice, .localGovernment, .enrolled, .nobody] {
      let verdict = RightsTable.row(of: action).verdict(relation)
      #expect(verdict?.allows(.confidential) == false, "\(action.rawValue) \(relation.rawValue)")
    }
  }

  @Test func `the rights' document is the generated one`() throws {
    let current = RightsReference.markdown()
    #expect(try GoldenFile("docs/rights.md").text(updatingWith: current) == current)
  }
}
