import Events
import Foundation

/// The JSON coder of events against Foundation's: what ours takes whole, Foundation takes, as the
/// same value, and what ours writes reads back.
enum JSONTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    let foundations = try? JSONDecoder().decode(JSONTree.self, from: Data(input))
    guard let tree = try? EventCoding.decode(JSONTree.self, from: input) else {
      try hold(foundations == nil || isOursToRefuse(input), "what Foundation takes, ours takes")
      return false
    }
    // Which of several members of one name counts is not defined, so only the written form is
    // compared; it has each name once.
    let written = try EventCoding.encode(tree)
    try hold(try EventCoding.decode(JSONTree.self, from: written) == tree, "it reads back")
    try hold(
      try JSONDecoder().decode(JSONTree.self, from: Data(written)) == tree,
      "Foundation reads what ours writes")
    try hold(
      foundations != nil || mayHideFaults(input), "what ours takes, Foundation takes")
    return true
  }

  /// Octets that are no UTF-8, UTF-16 and UTF-32, a byte order mark, more than 128 levels, a comma
  /// before a closing bracket: no document of ours, and some of it no JSON. Of numbers with an
  /// exponent the two take different ones.
  private static func isOursToRefuse(_ input: [UInt8]) -> Bool {
    String(validating: input, as: UTF8.self) == nil || hasTrailingComma(input) || hasExponent(input)
      || input.contains(0) || input.first.map { $0 >= 0x80 } ?? true
      || input.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 128
  }

  /// Ours passes over a member whose name is no UTF-8 or has an escape that is none, since nobody
  /// asks for it, and reads a number that is too small for a `Double` as zero. Foundation refuses
  /// some numbers with an exponent that are JSON, such as `0e9`.
  private static func mayHideFaults(_ input: [UInt8]) -> Bool {
    guard let text = String(validating: input, as: UTF8.self) else { return true }
    return text.contains("\\") || hasExponent(input)
  }

  private static func hasExponent(_ input: [UInt8]) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return zip(input, input.dropFirst()).contains {
      digits.contains($0) && ($1 == UInt8(ascii: "e") || $1 == UInt8(ascii: "E"))
    }
  }

  private static func hasTrailingComma(_ input: [UInt8]) -> Bool {
    let marks = input.filter { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
    return zip(marks, marks.dropFirst()).contains {
      $0 == UInt8(ascii: ",") && ($1 == UInt8(ascii: "]") || $1 == UInt8(ascii: "}"))
    }
  }
}
