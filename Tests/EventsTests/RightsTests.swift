import Domain
import Events
import Testing

/// The table of rights as a whole: nothing can be asked that it does not judge.
struct RightsTests {
  @Test(arguments: RequestCatalogue.all.map { $0.action }, Relation.allCases)
  func `every command and query has a verdict for every relation`(
    action: Action, relation: Relation
  ) throws {
    let row = try #require(RightsTable.rows.first { $0.action == action })
    #expect(row.verdict(relation) != nil, "\(row.id) says nothing of \(relation.rawValue)")
  }

  @Test func `the table has one row for each action, each cited by its own id`() {
    #expect(
      RightsTable.rows.map(\.action).sorted { $0.rawValue < $1.rawValue }
        == Action.allCases.sorted { $0.rawValue < $1.rawValue })
    #expect(Set(RightsTable.rows.map(\.id)).count == RightsTable.rows.count)
  }

  @Test func `each action has one type of request, or is judged as a part of one`() {
    let requested = Set(RequestCatalogue.all.map { $0.action })
    #expect(requested.count == RequestCatalogue.all.count)
    let others = Action.allCases.filter { !requested.contains($0) }
    #expect(others == [.openMailbox, .traceDelivery])
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
