import Testing

struct HabitTests {
  @Test(arguments: ["try!", "fatalError", "TODO", "FIXME", "as!"])
  func `what would hide or end things is not in our sources`(word: String) throws {
    for file in try SourceTree.shipped() {
      for (number, line) in file.code {
        #expect(!line.contains(word), "\(file.path):\(number)")
      }
    }
  }

  @Test func `nothing is unwrapped by force in our sources`() throws {
    for file in try SourceTree.shipped() {
      for (number, line) in file.code where forces(line) {
        Issue.record("\(file.path):\(number): \(line)")
      }
    }
  }

  @Test func `a force unwrap is seen, and a negation or a text is not`() {
    #expect(forces("let a = b!"))
    #expect(forces("  call(b!.c, d[0]!)"))
    #expect(!forces("if a != b, !c { }"))
    #expect(!forces(#"print("done!", a)"#))
  }

  @Test func `texts name no other place of work than this repository`() throws {
    let words = ["../" + "shared", "/work" + "/", "wt" + "-", "Clau" + "de", "sub" + "agent"]
    var files = try SourceTree.shipped() + SourceTree.files(in: "Tests")
    files += try SourceTree.files(in: "docs", endings: ["md", "yaml"])
    files += try SourceTree.files(in: "deploy", endings: ["", "json", "md", "yaml"])
    files += [try SourceTree.file("README.md"), try SourceTree.file("Package.swift")]
    for file in files {
      for word in words { #expect(!file.text.contains(word), "\(file.path): \(word)") }
    }
  }

  @Test func `warnings are errors in every target of ours`() throws {
    let package = try SourceTree.file("Package.swift").text
    #expect(package.contains(".treatAllWarnings(as: .error)"))
    // Targets are made by the three functions alone, each of which sets `strict`.
    #expect(package.components(".target(") == 1)
    #expect(package.components(".executableTarget(") == 1)
    #expect(package.components(".testTarget(") == 1)
    #expect(package.components("swiftSettings: strict") == 3)
  }

  /// Whether the line, outside of texts, has a `!` behind a value and before no `=`.
  private func forces(_ line: some StringProtocol) -> Bool {
    var inText = false
    var previous: Character = " "
    for (index, character) in zip(line.indices, line) {
      if character == "\"", previous != "\\" { inText.toggle() }
      if character == "!", !inText,
        previous.isLetter || previous.isNumber || previous == ")" || previous == "]"
      {
        let next = line[line.index(after: index)...].first
        if next != "=" { return true }
      }
      previous = character
    }
    return false
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
