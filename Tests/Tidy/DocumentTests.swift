import Foundation
import Testing

struct DocumentTests {
  private static func documents() throws -> [SourceTree.File] {
    try SourceTree.files(in: "docs", endings: ["md"]) + [SourceTree.file("README.md")]
  }

  @Test func `every relative link of a document leads to a file`() throws {
    var count = 0
    for document in try Self.documents() {
      let folder = SourceTree.root.appendingPathComponent(document.path)
        .deletingLastPathComponent()
      for link in links(of: document) {
        count += 1
        let target = folder.appendingPathComponent(link).path
        #expect(FileManager.default.fileExists(atPath: target), "\(document.path): \(link)")
      }
    }
    #expect(count > 5)
  }

  @Test func `decisions are numbered from 1 without gaps`() throws {
    let numbers = try SourceTree.files(in: "docs/decisions", endings: ["md"]).map {
      Int($0.path.split(separator: "/").last?.prefix(4) ?? "")
    }
    #expect(numbers == Array(1...numbers.count).map { $0 })
  }

  @Test func `every term of the glossary stands there once`() throws {
    let rows = try SourceTree.file("docs/glossary.md").lines.filter {
      $0.hasPrefix("| ") && !$0.hasPrefix("| Indonesian")
    }
    let terms = rows.map { $0.split(separator: "|")[0].trimmingCharacters(in: .whitespaces) }
    #expect(terms.count > 20)
    #expect(Set(terms).count == terms.count)
  }

  @Test func `every identifier of the glossary stands in the code`() throws {
    let code = try SourceTree.shipped().map(\.text).joined(separator: "\n")
    for row in try SourceTree.file("docs/glossary.md").lines where row.hasPrefix("| ") {
      let columns = row.split(separator: "|", omittingEmptySubsequences: false)
      guard columns.count > 3 else { continue }
      for identifier in columns[3].split(separator: "`").enumerated()
      where identifier.offset % 2 == 1 {
        #expect(code.contains(identifier.element), "\(identifier.element)")
      }
    }
  }

  /// Targets of `[text](target)` without their anchors, those to other sites left out.
  private func links(of document: SourceTree.File) -> [String] {
    document.text.matches(of: /\]\(([^)\s]+)\)/).compactMap { match in
      let target = match.output.1.split(separator: "#", omittingEmptySubsequences: false)[0]
      return target.contains("://") || target.isEmpty ? nil : String(target)
    }
  }
}
