import Testing

struct SizeTests {
  @Test func `no source file is longer than 500 lines, no test file longer than 700`() throws {
    let shipped = try SourceTree.shipped()
    #expect(shipped.count > 100)
    for file in shipped { #expect(file.lines.count <= 500, "\(file.path)") }
    for file in try SourceTree.files(in: "Tests") {
      #expect(file.lines.count <= 700, "\(file.path)")
    }
  }

  @Test func `no function is longer than 70 lines`() throws {
    for file in try SourceTree.shipped() {
      for (name, count) in functions(of: file) {
        #expect(count <= 70, "\(file.path): \(name) has \(count) lines")
      }
    }
  }

  @Test func `the main of a daemon has at most 40 lines`() throws {
    let mains = try SourceTree.files(in: "Services").filter { $0.path.hasSuffix("main.swift") }
    #expect(mains.count >= 6)
    for main in mains where main.path.contains("/Daemon/") {
      #expect(main.lines.count <= 40, "\(main.path)")
    }
  }

  /// Functions with the lines of their bodies: from the line that says `func` or `init` to the
  /// closing brace with the same indentation, which the formatter guarantees.
  private func functions(of file: SourceTree.File) -> [(String, Int)] {
    var found: [(String, Int)] = []
    var open: [(name: String, indent: Int, line: Int)] = []
    for (number, line) in file.code {
      let indent = line.prefix { $0 == " " }.count
      let words = line.dropFirst(indent).split(separator: " ")
      if let last = open.last, indent == last.indent, line.dropFirst(indent).hasPrefix("}") {
        found.append((last.name, number - last.line - 1))
        open.removeLast()
      } else if words.prefix(6).contains(where: { $0 == "func" || $0.hasPrefix("init(") }),
        !line.hasSuffix("}")
      {
        open.removeAll { $0.indent >= indent }
        open.append((words.joined(separator: " "), indent, number))
      }
    }
    return found
  }
}
