/// Reads one value of a `JSONIndex`.
struct JSONValueDecoder: Decoder {
  let index: JSONIndex
  let node: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(try JSONObjectDecoder(index: index, node: node))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try JSONArrayDecoder(index: index, node: node)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension JSONValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { index.kind(of: node) == .null }

  func decode(_ type: Bool.Type) throws -> Bool { try index.bool(node) }

  func decode(_ type: String.Type) throws -> String { try index.string(node) }

  func decode(_ type: Double.Type) throws -> Double { try index.double(node) }

  func decode(_ type: Float.Type) throws -> Float { Float(try index.double(node)) }

  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    try index.integer(type, node)
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}

struct JSONObjectDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let index: JSONIndex
  let node: Int

  init(index: JSONIndex, node: Int) throws {
    guard index.kind(of: node) == .object else {
      throw index.mismatch([String: Any].self, node)
    }
    self.index = index
    self.node = node
  }

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    var keys: [Key] = []
    var member = index.first(in: node)
    while member < index.end(of: node) {
      // A key that is no UTF-8 has no name by which it could be asked for.
      if let key = (try? index.string(member)).flatMap({ Key(stringValue: $0) }) {
        keys.append(key)
      }
      member = index.end(of: member + 1)
    }
    return keys
  }

  func contains(_ key: Key) -> Bool {
    // As above: an unreadable key is not the one that is asked for.
    (try? index.member(key.stringValue, of: node)) != nil
  }

  private func value(_ key: Key) throws -> Int {
    guard let value = try index.member(key.stringValue, of: node) else {
      throw DecodingError.keyNotFound(
        key,
        DecodingError.Context(
          codingPath: [],
          debugDescription: "the object at byte \(index.offset(of: node)) has no "
            + "\"\(key.stringValue)\""))
    }
    return value
  }

  /// The member's value, unless it is missing or null.
  private func valueIfPresent(_ key: Key) throws -> Int? {
    guard let value = try index.member(key.stringValue, of: node),
      index.kind(of: value) != .null
    else { return nil }
    return value
  }

  func decodeNil(forKey key: Key) throws -> Bool { index.kind(of: try value(key)) == .null }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try index.bool(try value(key))
  }

  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try index.string(try value(key))
  }

  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try index.double(try value(key))
  }

  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    Float(try index.double(try value(key)))
  }

  func decode<Value: FixedWidthInteger & Decodable>(
    _ type: Value.Type, forKey key: Key
  ) throws -> Value {
    try index.integer(type, try value(key))
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try Value(from: JSONValueDecoder(index: index, node: try value(key)))
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try valueIfPresent(key).map { try index.string($0) }
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try valueIfPresent(key).map { try Value(from: JSONValueDecoder(index: index, node: $0)) }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    KeyedDecodingContainer(try JSONObjectDecoder<NestedKey>(index: index, node: try value(key)))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try JSONArrayDecoder(index: index, node: try value(key))
  }

  func superDecoder() throws -> any Decoder { JSONValueDecoder(index: index, node: node) }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    JSONValueDecoder(index: index, node: try value(key))
  }
}

/// Three words, so that `any UnkeyedDecodingContainer` holds it without memory of its own.
struct JSONArrayDecoder: UnkeyedDecodingContainer {
  let index: JSONIndex
  private let end: Int32
  private var node: Int32
  private var taken: Int32 = 0

  init(index: JSONIndex, node: Int) throws {
    guard index.kind(of: node) == .array else { throw index.mismatch([Any].self, node) }
    self.index = index
    self.node = Int32(index.first(in: node))
    end = Int32(index.end(of: node))
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { nil }
  var isAtEnd: Bool { node == end }
  var currentIndex: Int { Int(taken) }

  /// The element that is due, which is then behind the decoder.
  private mutating func take() throws -> Int {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self,
        DecodingError.Context(codingPath: [], debugDescription: "the array has no more elements"))
    }
    let element = Int(node)
    node = Int32(index.end(of: element))
    taken += 1
    return element
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, index.kind(of: Int(node)) == .null else { return false }
    _ = try take()
    return true
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try index.bool(try take()) }

  mutating func decode(_ type: String.Type) throws -> String { try index.string(try take()) }

  mutating func decode(_ type: Double.Type) throws -> Double { try index.double(try take()) }

  mutating func decode(_ type: Float.Type) throws -> Float { Float(try index.double(try take())) }

  mutating func decode<Value: FixedWidthInteger & Decodable>(
    _ type: Value.Type
  ) throws -> Value {
    try index.integer(type, try take())
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: JSONValueDecoder(index: index, node: try take()))
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    KeyedDecodingContainer(try JSONObjectDecoder<NestedKey>(index: index, node: try take()))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try JSONArrayDecoder(index: index, node: try take())
  }

  mutating func superDecoder() throws -> any Decoder {
    JSONValueDecoder(index: index, node: try take())
  }
}
