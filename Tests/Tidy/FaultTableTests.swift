import Testing

/// docs/faults.md promises tests: they exist.
struct FaultTableTests {
  private struct Row {
    let fault: String
    let testedBy: String
    let command: String
  }

  private static func rows() throws -> [Row] {
    try SourceTree.file("docs/faults.md").lines.filter { $0.hasPrefix("| ") }.map { line in
      let columns = line.split(separator: "|").map { String($0.drop(while: { $0 == " " })) }
      try #require(columns.count == 4, "\(line)")
      return Row(fault: columns[0], testedBy: columns[2], command: columns[3])
    }.filter { !$0.fault.hasPrefix("fault ") }
  }

  /// What stands between backticks.
  private static func names(in text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test func `every test that the table of faults names exists`() throws {
    let tests = try SourceTree.files(in: "Tests").map(\.text).joined(separator: "\n")
    var count = 0
    for row in try Self.rows() {
      for name in Self.names(in: row.testedBy) {
        count += 1
        #expect(tests.contains("`\(name)`("), "\(row.fault): \(name)")
      }
    }
    #expect(count > 60)
  }

  @Test func `every row names a test, the simulator, or says that there is none`() throws {
    for row in try Self.rows() {
      let isTested = !Self.names(in: row.testedBy).isEmpty
      #expect(
        isTested || ["simulator", "none"].contains(where: row.testedBy.contains), "\(row.fault)")
    }
  }

  @Test func `every command of the table names a suite that exists`() throws {
    let files = try SourceTree.files(in: "Tests")
    for row in try Self.rows() {
      for command in Self.names(in: row.command) {
        let parts = command.split(whereSeparator: { $0 == "." || $0 == "/" })
        let suite = parts.last.map { String($0) } ?? ""
        #expect(
          files.contains {
            $0.path.hasPrefix("Tests/\(parts[0])/") && $0.text.contains("struct \(suite)")
          }, "\(row.fault): \(command)")
      }
    }
  }

  @Test func `the 38 cases of the bus and the log stand there, each once`() throws {
    let faults = try Self.rows().map(\.fault)
    for number in 1...38 {
      #expect(faults.count { $0.hasPrefix("\(number). ") } == 1, "\(number)")
    }
  }
}
