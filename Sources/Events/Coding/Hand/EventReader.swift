package import Domain

/// Reads one JSON value, and of an object its members by their names. Members that are asked for in the
/// order in which they stand cost one comparison each.
package struct EventReader {
  let index: JSONIndex
  let node: Int

  // MARK: Values

  package func text() throws -> String { try index.string(node) }

  package func integer<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws -> Number {
    try index.integer(Number.self, node)
  }

  package func bool() throws -> Bool { try index.bool(node) }

  package func number() throws -> Double { try index.double(node) }

  package func id<Subject>(_: Subject.Type = Subject.self) throws -> ID<Subject> {
    if index.kind(of: node) == .string, let bytes = UUIDBytes(utf8: index.text(of: node)) {
      return ID(bytes: bytes)
    }
    throw index.mismatch(ID<Subject>.self, node)
  }

  package func region() throws -> RegionCode {
    guard let code = RegionCode(try text()) else { throw index.mismatch(RegionCode.self, node) }
    return code
  }

  package func word<Word: RawRepresentable<String>>(_: Word.Type = Word.self) throws -> Word {
    guard let word = Word(rawValue: try text()) else { throw index.mismatch(Word.self, node) }
    return word
  }

  package func array<Element>(_ element: (EventReader) throws -> Element) throws -> [Element] {
    guard index.kind(of: node) == .array else { throw index.mismatch([Any].self, node) }
    var elements: [Element] = []
    var (next, end) = (index.first(in: node), index.end(of: node))
    while next < end {
      elements.append(try element(EventReader(index: index, node: next)))
      next = index.end(of: next)
    }
    return elements
  }

  package func texts() throws -> [String: String] {
    try requireObject()
    var texts: [String: String] = [:]
    var (name, end) = (index.first(in: node), index.end(of: node))
    while name < end {
      texts[try index.string(name)] = try index.string(name + 1)
      name = index.end(of: name + 1)
    }
    return texts
  }

  // MARK: Members

  package func requireObject() throws {
    guard index.kind(of: node) == .object else { throw index.mismatch([String: Any].self, node) }
  }

  /// - Throws: `DecodingError` when it is missing.
  package func member(_ name: StaticString) throws -> EventReader {
    try requireObject()
    guard let value = try index.member(name, of: node) else {
      throw JSONIndex.corrupted(
        "the object at byte \(index.offset(of: node)) has no \"\(name)\"")
    }
    return EventReader(index: index, node: value)
  }

  /// - Returns: `nil` when it is missing or null.
  package func optional(_ name: StaticString) throws -> EventReader? {
    try requireObject()
    guard let value = try index.member(name, of: node), index.kind(of: value) != .null else {
      return nil
    }
    return EventReader(index: index, node: value)
  }
}

/// Members by the type of their value.
extension EventReader {
  package func text(_ name: StaticString) throws -> String { try member(name).text() }

  package func optionalText(_ name: StaticString) throws -> String? {
    try optional(name)?.text()
  }

  package func integer<Number: FixedWidthInteger>(_ name: StaticString) throws -> Number {
    try member(name).integer()
  }

  package func bool(_ name: StaticString) throws -> Bool { try member(name).bool() }

  package func time(_ name: StaticString) throws -> Timestamp {
    Timestamp(milliseconds: try member(name).integer())
  }

  package func optionalTime(_ name: StaticString) throws -> Timestamp? {
    try optional(name).map { Timestamp(milliseconds: try $0.integer()) }
  }

  package func id<Subject>(_ name: StaticString) throws -> ID<Subject> { try member(name).id() }

  package func optionalID<Subject>(_ name: StaticString) throws -> ID<Subject>? {
    try optional(name)?.id()
  }

  package func word<Word: RawRepresentable<String>>(_ name: StaticString) throws -> Word {
    try member(name).word()
  }

  package func optionalWord<Word: RawRepresentable<String>>(
    _ name: StaticString
  ) throws -> Word? {
    try optional(name)?.word()
  }

  package func words<Word: RawRepresentable<String>>(_ name: StaticString) throws -> [Word] {
    try member(name).array { try $0.word() }
  }

  package func texts(_ name: StaticString) throws -> [String: String] { try member(name).texts() }

  package func value<Value: HandCoded>(_ name: StaticString) throws -> Value {
    try Value(from: member(name))
  }

  package func optionalValue<Value: HandCoded>(_ name: StaticString) throws -> Value? {
    try optional(name).map { try Value(from: $0) }
  }

  package func values<Value: HandCoded>(_ name: StaticString) throws -> [Value] {
    try member(name).array { try Value(from: $0) }
  }
}
