/// A value with the path under which the officer wrote it, read with the checks that every field
/// needs. `null` counts as absent.
struct JSONField {
  let path: String
  let value: JSONValue

  /// The members of an object in the order in which they were written, without those that are
  /// `null`.
  /// - Throws: `wrong-type`, or `unknown-field` naming the first member that is not in `allowed`.
  func members(allowed: [String]) throws(Refusal) -> [(name: String, field: JSONField)] {
    guard case .object(let members) = value else { throw wrongType("object") }
    var fields: [(name: String, field: JSONField)] = []
    for member in members {
      let memberPath = path.isEmpty ? member.name : "\(path).\(member.name)"
      guard allowed.contains(member.name) else {
        throw .invalid(
          JSONField.shown(memberPath), "unknown-field",
          ["name": JSONField.shown(member.name), "allowed": allowed.joined(separator: ", ")])
      }
      if member.value != .null {
        fields.append((member.name, JSONField(path: memberPath, value: member.value)))
      }
    }
    return fields
  }

  func elements() throws(Refusal) -> [JSONField] {
    guard case .array(let elements) = value else { throw wrongType("array") }
    return elements.enumerated().map { JSONField(path: "\(path)[\($0.offset)]", value: $0.element) }
  }

  func bool() throws(Refusal) -> Bool {
    guard case .bool(let flag) = value else { throw wrongType("boolean") }
    return flag
  }

  /// A finite number of 0 to one thousand million: a greater one is a time or a code that slipped
  /// into the wrong box.
  func amount() throws(Refusal) -> Double {
    guard case .number(let number) = value else { throw wrongType("number") }
    guard number >= 0 else {
      throw .invalid(path, "negative-number", ["value": JSONWriter.text(of: number)])
    }
    guard number <= 1_000_000_000 else {
      throw .invalid(
        path, "number-too-large", ["value": JSONWriter.text(of: number), "limit": "1000000000"])
    }
    return number
  }

  /// Text without control characters and without white space around it.
  /// - Parameters:
  ///   - limit: in Unicode scalars.
  ///   - lines: whether line breaks and tabs may stand in it.
  func text(limit: Int, lines: Bool = false, mayBeEmpty: Bool = false) throws(Refusal) -> String {
    guard case .string(let raw) = value else { throw wrongType("string") }
    let scalars = raw.unicodeScalars
    let count = scalars.count
    guard count <= limit else {
      throw .invalid(
        path, "text-too-long", ["limit": String(limit), "count": String(count)])
    }
    for (offset, scalar) in scalars.enumerated() where JSONField.isControl(scalar) {
      if lines, scalar == "\n" || scalar == "\r" || scalar == "\t" { continue }
      throw .invalid(
        path, "control-character",
        ["offset": String(offset), "code": String(scalar.value, radix: 16, uppercase: true)])
    }
    let trimmed = JSONField.trimmed(raw)
    guard mayBeEmpty || !trimmed.isEmpty else { throw .invalid(path, "text-empty") }
    return trimmed
  }

  /// A word that this program knows.
  func word<Word: OpenWord>(of _: Word.Type = Word.self) throws(Refusal) -> Word {
    guard case .string(let raw) = value else { throw wrongType("string") }
    guard let word = Word(known: raw) else {
      throw unknownWord(raw, allowed: Word.allowed)
    }
    return word
  }

  func unknownWord(_ word: String, allowed: String) -> Refusal {
    .invalid(path, "unknown-value", ["value": JSONField.shown(word), "allowed": allowed])
  }

  func wrongType(_ expected: String) -> Refusal {
    .invalid(JSONField.shown(path), "wrong-type", ["expected": expected, "given": value.kind])
  }

  static func missing(_ name: String, in path: String) -> Refusal {
    .invalid(path.isEmpty ? name : "\(path).\(name)", "missing-field", ["name": name])
  }

  /// What someone else wrote, cut to 80 characters and without control characters, so that it may
  /// stand in a refusal.
  static func shown(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars.prefix(80) {
      out.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
    }
    return text.unicodeScalars.count > 80 ? out + "…" : out
  }

  /// C0, C1, line separators, and the marks that turn the direction of the text around them.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff: true
    default: false
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace = { (character: Character) in character.isWhitespace }
    let head = text.drop(while: isSpace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
