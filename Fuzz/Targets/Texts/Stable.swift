import Events
import Foundation

/// Values that travel as JSON of ours.
enum Stable {
  /// Whether the input is a value of this type; if so its written form reads back to the same bytes,
  /// and is JSON to Foundation, too.
  static func takes<Value: Codable>(_: Value.Type, _ input: [UInt8]) throws -> Bool {
    guard let value = try? EventCoding.decode(Value.self, from: input) else { return false }
    let written = try EventCoding.encode(value)
    let again = try EventCoding.decode(Value.self, from: written)
    try hold(try EventCoding.encode(again) == written, "\(Value.self) reads back as it was written")
    _ = try JSONSerialization.jsonObject(with: Data(written), options: .fragmentsAllowed)
    return true
  }
}
