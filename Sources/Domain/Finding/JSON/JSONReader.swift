/// Reads one JSON text (RFC 8259) strictly: bounded in size and depth before anything is built,
/// without duplicate members, trailing bytes or unpaired surrogates.
///
/// The size is checked first, then UTF-8, then the syntax, so that a megabyte or a hundred thousand
/// open brackets cost next to nothing.
struct JSONReader {
  struct Limits: Sendable {
    var bytes: Int
    var depth: Int
  }

  let bytes: [UInt8]
  let limits: Limits
  var index = 0

  /// - Throws: `Refusal` with one of the rules `document-too-large`, `document-empty`,
  ///   `invalid-utf8`, `malformed-json`, `too-deep` and `duplicate-field`.
  static func read(_ bytes: [UInt8], limits: Limits) throws(Refusal) -> JSONValue {
    guard bytes.count <= limits.bytes else {
      throw .invalid(
        "", "document-too-large",
        ["limit": String(limits.bytes), "size": String(bytes.count)])
    }
    if let offset = UTF8Check.firstInvalidOffset(in: bytes) {
      throw .invalid("", "invalid-utf8", ["offset": String(offset)])
    }
    var reader = JSONReader(bytes: bytes, limits: limits)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { reader.index = 3 }
    reader.skipSpace()
    guard reader.index < bytes.count else { throw .invalid("", "document-empty") }
    let value = try reader.value(depth: 1, path: "")
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.malformed("") }
    return value
  }

  private mutating func value(depth: Int, path: String) throws(Refusal) -> JSONValue {
    guard index < bytes.count else { throw malformed(path) }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth: depth, path: path)
    case UInt8(ascii: "["): return try array(depth: depth, path: path)
    case UInt8(ascii: "\""): return .string(try string(path: path))
    case UInt8(ascii: "t"): return try literal("true", .bool(true), path: path)
    case UInt8(ascii: "f"): return try literal("false", .bool(false), path: path)
    case UInt8(ascii: "n"): return try literal("null", .null, path: path)
    default: return .number(try number(path: path))
    }
  }

  private mutating func object(depth: Int, path: String) throws(Refusal) -> JSONValue {
    try enter(depth: depth, path: path)
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw malformed(path) }
      let name = try string(path: path)
      let memberPath = JSONReader.path(of: name, in: path)
      guard names.insert(name).inserted else {
        throw .invalid(
          JSONField.shown(memberPath), "duplicate-field", ["name": JSONField.shown(name)])
      }
      skipSpace()
      guard take(":") else { throw malformed(memberPath) }
      skipSpace()
      members.append(.init(name: name, value: try value(depth: depth + 1, path: memberPath)))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw malformed(path) }
    }
  }

  private mutating func array(depth: Int, path: String) throws(Refusal) -> JSONValue {
    try enter(depth: depth, path: path)
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      skipSpace()
      elements.append(
        try value(depth: depth + 1, path: JSONReader.path(of: elements.count, in: path)))
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw malformed(path) }
    }
  }

  /// Refusals show 80 scalars of a path. What lies behind them is not kept: a name of thousands of
  /// bytes would be copied for each of the thousands of values below it.
  private static let pathBytesMax = 80 * 4

  private static func path(of name: String, in path: String) -> String {
    guard path.utf8.count <= pathBytesMax else { return path }
    let name = name.utf8.count <= pathBytesMax ? name : String(name.unicodeScalars.prefix(81))
    return path.isEmpty ? name : "\(path).\(name)"
  }

  private static func path(of index: Int, in path: String) -> String {
    path.utf8.count <= pathBytesMax ? "\(path)[\(index)]" : path
  }

  private mutating func enter(depth: Int, path: String) throws(Refusal) {
    guard depth <= limits.depth else {
      throw .invalid(
        JSONField.shown(path), "too-deep",
        ["limit": String(limits.depth), "offset": String(index)])
    }
    index += 1
  }

  private mutating func literal(
    _ text: StaticString, _ value: JSONValue, path: String
  ) throws(Refusal) -> JSONValue {
    let count = text.utf8CodeUnitCount
    let matches =
      index + count <= bytes.count
      && (0..<count).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
    guard matches else { throw malformed(path) }
    index += count
    return value
  }

  /// A number by the grammar of RFC 8259; one beyond the range of a `Double` reads as infinite.
  private mutating func number(path: String) throws(Refusal) -> Double {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    if peek == UInt8(ascii: "0") {
      index += 1
    } else {
      guard skipDigits() else { throw malformed(path) }
    }
    if peek == UInt8(ascii: ".") {
      index += 1
      guard skipDigits() else { throw malformed(path) }
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      guard skipDigits() else { throw malformed(path) }
    }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw malformed(path)
    }
    return number
  }

  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func malformed(_ path: String) -> Refusal {
    .invalid(JSONField.shown(path), "malformed-json", ["offset": String(index)])
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while let byte = peek, (48...57).contains(byte) { index += 1 }
    return index > start
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0a).contains(byte) || byte == 0x0d {
      index += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }
}
