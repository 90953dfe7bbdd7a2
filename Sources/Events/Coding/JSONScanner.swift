/// Goes once through a JSON text and notes where its values stand.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  private var nodes: [JSONIndex.Node] = []
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    nodes.reserveCapacity(bytes.count / 16 + 1)
  }

  /// - Throws: `DecodingError.dataCorrupted`.
  mutating func scan() throws -> [JSONIndex.Node] {
    try value(depth: 1)
    skipSpace()
    guard index == bytes.count else { throw malformed() }
    return nodes
  }

  private mutating func value(depth: Int) throws {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try literal("true", .yes)
    case UInt8(ascii: "f"): try literal("false", .no)
    case UInt8(ascii: "n"): try literal("null", .null)
    default: try number()
    }
  }

  private mutating func object(depth: Int) throws {
    let node = try enter(.object, depth: depth)
    if !take("}") {
      repeat {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw malformed() }
        try string()
        skipSpace()
        guard take(":") else { throw malformed() }
        try value(depth: depth + 1)
        skipSpace()
      } while take(",")
      guard take("}") else { throw malformed() }
    }
    leave(node)
  }

  private mutating func array(depth: Int) throws {
    let node = try enter(.array, depth: depth)
    if !take("]") {
      repeat {
        try value(depth: depth + 1)
        skipSpace()
      } while take(",")
      guard take("]") else { throw malformed() }
    }
    leave(node)
  }

  private mutating func enter(_ kind: JSONIndex.Kind, depth: Int) throws -> Int {
    guard depth <= JSONIndex.depthMax else {
      throw JSONIndex.corrupted("JSON deeper than \(JSONIndex.depthMax) at byte \(index)")
    }
    note(kind, start: index, end: index)
    index += 1
    skipSpace()
    return nodes.count - 1
  }

  private mutating func leave(_ node: Int) {
    nodes[node].end = Int32(index)
    nodes[node].next = Int32(nodes.count)
  }

  private mutating func string() throws {
    index += 1
    let start = index
    var kind = JSONIndex.Kind.string
    var isASCII = true
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard isASCII || isUTF8(start..<index) else { throw malformed() }
        note(kind, start: start, end: index)
        index += 1
        return
      case UInt8(ascii: "\\"):
        kind = .escapedString
        try escape()
      case 0..<0x20: throw malformed()
      case 0x80...:
        isASCII = false
        index += 1
      default: index += 1
      }
    }
    throw malformed()
  }

  private mutating func escape() throws {
    index += 1
    switch peek {
    case UInt8(ascii: "u"):
      let end = index + 5
      guard end <= bytes.count, bytes[(index + 1)..<end].allSatisfy(isHexadecimal) else {
        throw malformed()
      }
      index = end
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 1
    default: throw malformed()
    }
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private func isUTF8(_ range: Range<Int>) -> Bool {
    String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) != nil
  }

  private mutating func literal(_ text: StaticString, _ kind: JSONIndex.Kind) throws {
    let end = index + text.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[index..<end].elementsEqual(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    else { throw malformed() }
    note(kind, start: index, end: end)
    index = end
  }

  private mutating func number() throws {
    let start = index
    if peek == UInt8(ascii: "-") { index += 1 }
    if peek == UInt8(ascii: "0") { index += 1 } else { try digits() }
    if take(".") { try digits() }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    note(.number, start: start, end: index)
  }

  private mutating func digits() throws {
    let start = index
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek) { index += 1 }
    guard index > start else { throw malformed() }
  }

  private mutating func note(_ kind: JSONIndex.Kind, start: Int, end: Int) {
    nodes.append(
      JSONIndex.Node(
        kind: kind, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
  }

  /// Zero, which no value begins with, at the end.
  private var peek: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while peek == 0x20 || peek == 0x09 || peek == 0x0a || peek == 0x0d { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private func malformed() -> DecodingError {
    JSONIndex.corrupted("malformed JSON at byte \(index)")
  }
}
