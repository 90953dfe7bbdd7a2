/// The forms of single values in JSON, as they are appended to a text.
extension [UInt8] {
  mutating func appendJSON(_ value: some FixedWidthInteger) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = count
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
      rest = quotient
    } while rest > 0
    self[start...].reverse()
  }

  /// The shortest form that reads back as the same number; whole numbers without a fraction.
  /// - Throws: `EncodingError` for a number that JSON does not have.
  mutating func appendJSON(_ value: Double) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value,
        EncodingError.Context(codingPath: [], debugDescription: "JSON has no number \(value)"))
    }
    let text = value.description
    append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
  }

  /// With quotation marks; what JSON demands is escaped, and nothing else.
  mutating func appendJSON(_ text: String) {
    append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { characters in
      guard characters.contains(where: [UInt8].mustEscape) else {
        return append(contentsOf: characters)
      }
      var plain = 0
      for (index, character) in characters.enumerated() {
        guard [UInt8].mustEscape(character) else { continue }
        append(contentsOf: characters[plain..<index])
        appendEscaped(character)
        plain = index + 1
      }
      append(contentsOf: characters[plain...])
    }
    append(UInt8(ascii: "\""))
  }

  private static func mustEscape(_ character: UInt8) -> Bool {
    character < 0x20 || character == UInt8(ascii: "\"") || character == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ character: UInt8) {
    switch character {
    case 0x08: append(contentsOf: "\\b".utf8)
    case 0x09: append(contentsOf: "\\t".utf8)
    case 0x0a: append(contentsOf: "\\n".utf8)
    case 0x0c: append(contentsOf: "\\f".utf8)
    case 0x0d: append(contentsOf: "\\r".utf8)
    case 0..<0x20:
      let digits = String(character, radix: 16)
      append(contentsOf: (character < 0x10 ? "\\u000\(digits)" : "\\u00\(digits)").utf8)
    default:
      append(UInt8(ascii: "\\"))
      append(character)
    }
  }
}
