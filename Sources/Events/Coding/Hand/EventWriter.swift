package import Domain

/// Writes JSON values into one buffer. Whoever writes an object names its members in the order of their
/// names' bytes.
package struct EventWriter {
  var bytes: [UInt8]
  /// Whether something stands before what comes next in the container that is open.
  private var isBehindValue = false

  init(appendingTo bytes: [UInt8]) { self.bytes = bytes }

  // MARK: Values

  package mutating func text(_ text: String) { bytes.appendJSON(text) }

  package mutating func integer(_ value: some FixedWidthInteger) { bytes.appendJSON(value) }

  package mutating func bool(_ value: Bool) {
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func id(_ id: ID<some Any>) {
    bytes.append(UInt8(ascii: "\""))
    id.bytes.appendText(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// - Throws: `EncodingError` for a number that JSON does not have.
  package mutating func number(_ value: Double) throws { try bytes.appendJSON(value) }

  // MARK: Containers

  package mutating func object(_ members: (inout EventWriter) throws -> Void) rethrows {
    bytes.append(UInt8(ascii: "{"))
    isBehindValue = false
    try members(&self)
    bytes.append(UInt8(ascii: "}"))
    isBehindValue = true
  }

  package mutating func array<Element>(
    _ elements: some Sequence<Element>, _ element: (inout EventWriter, Element) throws -> Void
  ) rethrows {
    bytes.append(UInt8(ascii: "["))
    isBehindValue = false
    for value in elements {
      separate()
      try element(&self, value)
    }
    bytes.append(UInt8(ascii: "]"))
    isBehindValue = true
  }

  /// Begins a member of the object that is open; its value is to follow.
  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func separate() {
    if isBehindValue { bytes.append(UInt8(ascii: ",")) }
    isBehindValue = true
  }
}

/// What is not coded by hand, inside of what is.
extension EventWriter {
  mutating func member(_ name: StaticString, codable value: some Encodable) throws {
    key(name)
    let output = JSONOutput()
    swap(&output.buffer.pointee.bytes, &bytes)
    defer { swap(&output.buffer.pointee.bytes, &bytes) }
    try output.write(value: value)
  }
}

/// Members by the type of their value; one without a value is left out.
extension EventWriter {
  package mutating func member(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    key(name)
    text(value)
  }

  package mutating func member<Word: RawRepresentable<String>>(
    _ name: StaticString, _ value: Word?
  ) {
    guard let value else { return }
    key(name)
    text(value.rawValue)
  }

  package mutating func member<Word: RawRepresentable<String>>(
    _ name: StaticString, _ values: [Word]
  ) {
    key(name)
    array(values) { $0.text($1.rawValue) }
  }

  package mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    array(values) { $0.text($1) }
  }

  package mutating func member(_ name: StaticString, _ value: RegionCode?) {
    member(name, value?.rawValue)
  }

  package mutating func member<Subject>(_ name: StaticString, _ value: ID<Subject>?) {
    guard let value else { return }
    key(name)
    id(value)
  }

  package mutating func member(_ name: StaticString, _ value: Timestamp?) {
    guard let value else { return }
    key(name)
    integer(value.milliseconds)
  }

  package mutating func member(_ name: StaticString, _ value: some FixedWidthInteger) {
    key(name)
    integer(value)
  }

  package mutating func member(_ name: StaticString, _ values: [Int]) {
    key(name)
    array(values) { $0.integer($1) }
  }

  package mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  package mutating func member(_ name: StaticString, _ values: [String: String]) {
    key(name)
    object(of: values)
  }

  package mutating func member(_ name: StaticString, _ value: (some HandCoded)?) throws {
    guard let value else { return }
    key(name)
    try value.write(to: &self)
  }

  package mutating func member(_ name: StaticString, _ values: [some HandCoded]) throws {
    key(name)
    try array(values) { try $1.write(to: &$0) }
  }
}

extension EventWriter {
  /// An object of texts, its members sorted by the bytes of their names.
  private mutating func object(of texts: [String: String]) {
    bytes.append(UInt8(ascii: "{"))
    isBehindValue = false
    for (name, value) in texts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      separate()
      text(name)
      bytes.append(UInt8(ascii: ":"))
      text(value)
    }
    bytes.append(UInt8(ascii: "}"))
    isBehindValue = true
  }
}
