import Events
import Foundation
import Testing

@testable import Localization

/// Reads the sources of the services: whatever word they refuse with, there is a sentence for it.
@Suite struct RuleWordTests {
  @Test func `every rule with which a service refuses has a text`() throws {
    let words = try Self.refusalWords()
    #expect(words.count > 60, "the sources were not found")
    let missing = words.filter { Catalogue.text(.refusal, $0) == nil }
    #expect(missing.sorted() == [])
  }

  @Test func `every rule that a request names, or its fields, has a text`() {
    var words = RequestField.refusals
    for type in RequestCatalogue.all {
      words += type.refusals + type.fields.flatMap(\.form.refusals)
    }
    #expect(words.filter { Catalogue.text(.refusal, $0) == nil } == [])
  }

  @Test func `every subject that the notifier and watch write has a text`() throws {
    var words = try Self.words(#"MessageSubject\(\s*"([a-z-]+)""#)
    words.formUnion(
      try Self.words(#"AlarmRaised\(\s*word:\s*"([a-z-]+)""#).map { "alarm-\($0)" })
    #expect(!words.isEmpty, "the sources were not found")
    #expect(words.filter { Catalogue.text(.subject, $0) == nil }.sorted() == [])
  }

  @Test func `every fault that verify finds has a text`() throws {
    var words = try Self.words(#"ServiceFault\(\s*"([a-z-]+)""#)
    words.formUnion(try Self.words(#"report\.add\(\s*\.[a-zA-Z]+, [a-z]+, "([a-z-]+)""#))
    words.formUnion(try Self.words(#"report\.add\(\.([a-z]+), [a-z]+\)"#))
    words.formUnion(
      try Self.words(#"\.init\(\s*name: "([a-z-]+)",\s*(?:word|sequence|parameters):"#))
    words.formUnion(try Self.words(#"note\("(row-[a-z]+)""#))
    #expect(words.count > 25, "the sources were not found")
    #expect(words.filter { Catalogue.text(.fault, $0) == nil }.sorted() == [])
  }

  private static func refusalWords() throws -> Set<String> {
    let field = #"(?:"[^"]*"|[A-Za-z.(){}?: \\"\[\]$]+?)"#
    let invalid = #"\.invalid\(\s*"# + field + #",\s*(?:[A-Za-z .()&=!?]+\?\s*)?"([a-z0-9-]+)""#
    return try words(#"rule:\s*"([a-z0-9-]+)""#).union(words(invalid))
  }

  /// What the first group of a pattern matches in any Swift file of the package.
  private static func words(_ pattern: String) throws -> Set<String> {
    let expression = try NSRegularExpression(pattern: pattern)
    var words: Set<String> = []
    for source in try sources() {
      let text = source as NSString
      let range = NSRange(location: 0, length: text.length)
      for match in expression.matches(in: source, range: range) {
        words.insert(text.substring(with: match.range(at: 1)))
      }
    }
    return words
  }

  /// The text of every Swift file of the package.
  private static func sources() throws -> [String] {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var texts: [String] = []
    for folder in ["Sources", "Services"] {
      let files = FileManager.default.enumerator(
        at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        if file.pathExtension == "swift" {
          texts.append(try String(contentsOf: file, encoding: .utf8))
        }
      }
    }
    return texts
  }
}
