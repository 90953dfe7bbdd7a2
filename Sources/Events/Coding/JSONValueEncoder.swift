/// Writes one value into a `JSONOutput`.
struct JSONValueEncoder: Encoder {
  let output: JSONOutput

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(
      JSONObjectEncoder(output: output, depth: output.buffer.pointee.container(isObject: true)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    JSONArrayEncoder(output: output, depth: output.buffer.pointee.container(isObject: false))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { output.buffer.pointee.writeNull() }

  func encode(_ value: Bool) { output.buffer.pointee.write(value) }

  func encode(_ value: String) { output.buffer.pointee.write(value) }

  func encode(_ value: Double) throws { try output.buffer.pointee.write(value) }

  func encode(_ value: Float) throws { try output.buffer.pointee.write(Double(value)) }

  func encode(_ value: some FixedWidthInteger & Encodable) {
    output.buffer.pointee.write(integer: value)
  }

  func encode(_ value: some Encodable) throws { try output.write(value: value) }
}

struct JSONObjectEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let output: JSONOutput
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    output.buffer.pointee.writeNull()
  }

  func encode(_ value: Bool, forKey key: Key) {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    output.buffer.pointee.write(value)
  }

  func encode(_ value: String, forKey key: Key) {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    output.buffer.pointee.write(value)
  }

  func encode(_ value: Double, forKey key: Key) throws {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    try output.buffer.pointee.write(value)
  }

  func encode(_ value: Float, forKey key: Key) throws { try encode(Double(value), forKey: key) }

  func encode(_ value: some FixedWidthInteger & Encodable, forKey key: Key) {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    output.buffer.pointee.write(integer: value)
  }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    try output.write(value: value)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    return KeyedEncodingContainer(
      JSONObjectEncoder<NestedKey>(
        output: output, depth: output.buffer.pointee.push(isObject: true)))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    output.buffer.pointee.beginMember(key.stringValue, at: depth)
    return JSONArrayEncoder(output: output, depth: output.buffer.pointee.push(isObject: false))
  }

  func superEncoder() -> any Encoder { noInheritance() }

  func superEncoder(forKey key: Key) -> any Encoder { noInheritance() }
}

struct JSONArrayEncoder: UnkeyedEncodingContainer {
  let output: JSONOutput
  let depth: Int
  private(set) var count = 0

  var codingPath: [any CodingKey] { [] }

  init(output: JSONOutput, depth: Int) {
    self.output = output
    self.depth = depth
  }

  private mutating func begin() {
    output.buffer.pointee.beginElement(at: depth)
    count += 1
  }

  mutating func encodeNil() {
    begin()
    output.buffer.pointee.writeNull()
  }

  mutating func encode(_ value: Bool) {
    begin()
    output.buffer.pointee.write(value)
  }

  mutating func encode(_ value: String) {
    begin()
    output.buffer.pointee.write(value)
  }

  mutating func encode(_ value: Double) throws {
    begin()
    try output.buffer.pointee.write(value)
  }

  mutating func encode(_ value: Float) throws { try encode(Double(value)) }

  mutating func encode(_ value: some FixedWidthInteger & Encodable) {
    begin()
    output.buffer.pointee.write(integer: value)
  }

  mutating func encode(_ value: some Encodable) throws {
    begin()
    try output.write(value: value)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    begin()
    return KeyedEncodingContainer(
      JSONObjectEncoder<NestedKey>(
        output: output, depth: output.buffer.pointee.push(isObject: true)))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    begin()
    return JSONArrayEncoder(output: output, depth: output.buffer.pointee.push(isObject: false))
  }

  func superEncoder() -> any Encoder { noInheritance() }
}

/// Events, requests and answers are values: there is no superclass to encode.
private func noInheritance() -> Never {
  preconditionFailure("classes with superclasses have no form in JSON here")
}
