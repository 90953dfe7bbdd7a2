import Events
import Foundation

/// The JSON coder of events and Foundation's: each reads what the other writes, as the same value.
///
/// What they refuse is not compared: they differ in commas, exponents, names given twice and bytes
/// that are no UTF-8.
enum JSONTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    if let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(input)), !isDeep(input) {
      let written = try JSONEncoder().encode(tree)
      try hold(
        try EventCoding.decode(JSONTree.self, from: Array(written))
          == JSONDecoder().decode(JSONTree.self, from: written),
        "ours reads what Foundation writes")
    }
    guard let tree = try? EventCoding.decode(JSONTree.self, from: input) else { return false }
    let written = try EventCoding.encode(tree)
    try hold(try EventCoding.decode(JSONTree.self, from: written) == tree, "it reads back")
    try hold(
      try JSONDecoder().decode(JSONTree.self, from: Data(written)) == tree,
      "Foundation reads what ours writes")
    return true
  }

  /// Perhaps more than the 128 levels that ours takes.
  private static func isDeep(_ input: [UInt8]) -> Bool {
    input.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 128
  }
}
