import Foundation

/// The repository as text files, for the rules that a compiler does not check.
struct SourceTree {
  struct File {
    /// From the repository's root.
    let path: String
    let lines: [Substring]

    var text: String { lines.joined(separator: "\n") }

    /// The modules that the file imports.
    var imports: [String] {
      lines.compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
          words[..<index].allSatisfy({
            ["public", "package", "internal", "@testable"].contains($0)
          })
        else { return nil }
        let name = words.count > index + 2 ? words[index + 2] : words[index + 1]
        return String(name.split(separator: ".")[0])
      }
    }

    /// The lines without comments, numbered from 1.
    var code: [(number: Int, line: Substring)] {
      lines.enumerated().map { ($0.offset + 1, $0.element) }.filter {
        !$0.line.drop(while: { $0 == " " }).hasPrefix("//")
      }
    }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All files below a folder with one of these endings, sorted by path.
  static func files(in folder: String, endings: Set<String> = ["swift"]) throws -> [File] {
    let base = root.appendingPathComponent(folder)
    let enumerator = FileManager.default.enumerator(
      at: base, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
    var files: [File] = []
    while let url = enumerator?.nextObject() as? URL {
      guard endings.contains(url.pathExtension), !url.hasDirectoryPath else { continue }
      files.append(try file(folder + url.path.dropFirst(base.path.count)))
    }
    return files.sorted { $0.path < $1.path }
  }

  static func file(_ path: String) throws -> File {
    let text = String(
      decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return File(path: path, lines: lines)
  }

  /// The sources of what we ship.
  static func shipped() throws -> [File] {
    try files(in: "Sources") + files(in: "Services")
  }
}
