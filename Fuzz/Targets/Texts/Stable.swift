import Events
import Foundation

/// Values that travel as JSON of ours.
enum Stable {
  /// Whether the input is a value of this type; if so its written form reads back to the same bytes,
  /// by our coder and by Foundation's.
  static func takes<Value: Codable>(_: Value.Type, _ input: [UInt8]) throws -> Bool {
    guard let value = try? EventCoding.decode(Value.self, from: input) else { return false }
    let written = try EventCoding.encode(value)
    let again = try EventCoding.decode(Value.self, from: written)
    try hold(try EventCoding.encode(again) == written, "\(Value.self) reads back as it was written")
    let foundations = try JSONDecoder().decode(Value.self, from: Data(written))
    try hold(try EventCoding.encode(foundations) == written, "Foundation reads \(Value.self) alike")
    return true
  }
}
