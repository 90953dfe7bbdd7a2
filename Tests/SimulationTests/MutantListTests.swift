import Foundation
import Testing

/// The list of mutants against the tree: each edit's text must stand where the list says.
struct MutantListTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct Edit {
    var mutant: String
    var path: String
    var text = ""
  }

  private func edits() throws -> [Edit] {
    let list = MutantListTests.root.appendingPathComponent("Simulation/Mutants/mutants.txt")
    var edits: [Edit] = []
    var mutant = ""
    var isText = false
    for line in try String(contentsOf: list, encoding: .utf8).components(separatedBy: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard line.hasPrefix("@@") else {
        if isText { edits[edits.count - 1].text += line + "\n" }
        continue
      }
      isText = words[1] == "file"
      if words[1] == "mutant" { mutant = words[2] }
      if isText { edits.append(Edit(mutant: mutant, path: words[2])) }
    }
    return edits
  }

  @Test func `every mutant's text stands in the tree once`() throws {
    let edits = try edits()
    #expect(Set(edits.map(\.mutant)).count >= 10)
    for edit in edits {
      let file = MutantListTests.root.appendingPathComponent(edit.path)
      let source = try String(contentsOf: file, encoding: .utf8)
      #expect(
        source.components(separatedBy: edit.text).count == 2,
        "\(edit.mutant): in \(edit.path), Simulation/Mutants/mutants.txt does not fit any more")
    }
  }
}
