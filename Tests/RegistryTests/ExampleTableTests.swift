import Domain
import Foundation
import RegistryService
import Testing

/// The table that an operator copies is the one that a new registry has, not one with other days.
@Suite struct ExampleTableTests {
  @Test func `the example of a holiday table is the program's own of its year`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let example = root.appendingPathComponent("deploy/examples/libur-2027.json")
    let facts = try RegistryFact.list(json: Array(try Data(contentsOf: example)))
    let state = try ReferenceData.bundled().state
    let table = try #require(state.calendar(of: 2027))
    #expect(facts == [.calendar(table)])
  }
}
