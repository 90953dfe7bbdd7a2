import Events
import Foundation

/// The JSON coder of events: what ours writes reads back, and Foundation reads it as the same value.
///
/// What each refuses is not compared: they differ in commas, exponents, names given twice and octets
/// that are no UTF-8.
enum JSONTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard let tree = try? EventCoding.decode(JSONTree.self, from: input) else { return false }
    let written = try EventCoding.encode(tree)
    try hold(try EventCoding.decode(JSONTree.self, from: written) == tree, "it reads back")
    try hold(
      try JSONDecoder().decode(JSONTree.self, from: Data(written)) == tree,
      "Foundation reads what ours writes")
    return true
  }
}
