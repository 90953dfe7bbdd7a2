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

  @Test func `every subject that the notifier and watch write has a text`() throws {
    let pattern = /MessageSubject\(\s*"([a-z-]+)"|AlarmRaised\(\s*word:\s*"([a-z-]+)"/
    var words: Set<String> = []
    for source in try Self.sources() {
      for match in source.matches(of: pattern) {
        if let word = match.1 { words.insert(String(word)) }
        if let word = match.2 { words.insert("alarm-\(word)") }
      }
    }
    #expect(words.filter { Catalogue.text(.subject, $0) == nil }.sorted() == [])
  }

  private static func refusalWords() throws -> Set<String> {
    let named = /rule:\s*"([a-z0-9-]+)"/
    let invalid =
      /\.invalid\(\s*(?:"[^"]*"|[A-Za-z.(){}?: \\"\[\]$]+?),\s*(?:[A-Za-z .()&=!?]+\?\s*)?"([a-z0-9-]+)"/
    var words: Set<String> = []
    for source in try sources() {
      words.formUnion(source.matches(of: named).map { String($0.1) })
      words.formUnion(source.matches(of: invalid).map { String($0.1) })
    }
    return words
  }

  /// The text of every Swift file of the package but this program's own.
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
