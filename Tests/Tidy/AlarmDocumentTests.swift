import Foundation
import Testing

/// Whatever tells an operator that something is wrong stands in the operations document, with what
/// to do.
struct AlarmDocumentTests {
  private static func words(_ pattern: String, in files: [SourceTree.File]) throws -> Set<String> {
    let expression = try NSRegularExpression(pattern: pattern)
    var words: Set<String> = []
    for file in files {
      let text = file.text as NSString
      let range = NSRange(location: 0, length: text.length)
      for match in expression.matches(in: file.text, range: range) {
        words.insert(text.substring(with: match.range(at: 1)))
      }
    }
    return words
  }

  private func expectRows(for words: Set<String>) throws {
    let rows = try SourceTree.file("docs/operations.md").lines.filter { $0.hasPrefix("| ") }
      .map { $0.split(separator: "|")[0] }
    for word in words.sorted() {
      #expect(rows.contains { $0.contains("`\(word)`") }, "\(word)")
    }
  }

  @Test func `each remedy of doctor has a row`() throws {
    let text = try SourceTree.file("Sources/Localization/Catalogue+Doctor.swift").text
    let remedies = text.components(separatedBy: "static let remedies")
    #expect(remedies.count == 2)
    let file = SourceTree.File(
      path: "", lines: remedies[1].split(separator: "\n", omittingEmptySubsequences: false))
    let words = try Self.words(#"    "([a-z-]+)": Text\("#, in: [file])
    #expect(words.count > 20)
    try expectRows(for: words)
  }

  @Test func `each alarm and escalation in a mailbox has a row`() throws {
    let file = try SourceTree.file("Sources/Localization/Catalogue+Subjects.swift")
    let words = try Self.words(#""((?:alarm|escalation)-[a-z-]+)""#, in: [file])
    #expect(words.count >= 4)
    try expectRows(for: words)
  }

  @Test func `each line of level error in a service's log has a row`() throws {
    let words = try Self.words(
      #"[lL]ogger\.(?:error|critical)\(\s*"([^"]+)""#, in: SourceTree.shipped())
    #expect(words.count > 5)
    try expectRows(for: words)
  }

  @Test func `each reason for which a file is not opened has a row`() throws {
    let text = try SourceTree.file("Sources/Localization/Catalogue+Faults.swift").text
    let block = text.components(separatedBy: "static let startFaults")[1]
      .components(separatedBy: "static let")[0]
    let file = SourceTree.File(
      path: "", lines: block.split(separator: "\n", omittingEmptySubsequences: false))
    let words = try Self.words(#""([a-z-]+)": Text\("#, in: [file])
    #expect(words.count == 19)
    try expectRows(for: words)
  }
}
