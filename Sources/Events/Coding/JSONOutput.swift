internal import Foundation

/// What the encoders of one value share.
///
/// The buffer stands behind a pointer, because every access to a class's variable is checked at run
/// time, and there is one for every key, value and bracket. Each access is a single call of the buffer,
/// which calls nothing that could lead here again.
final class JSONOutput {
  let buffer: UnsafeMutablePointer<JSONBuffer>

  init() {
    buffer = .allocate(capacity: 1)
    buffer.initialize(to: JSONBuffer())
  }

  deinit {
    buffer.deinitialize(count: 1)
    buffer.deallocate()
  }

  func write(value: some Encodable) throws {
    let beginning = buffer.pointee.beginValue()
    try value.encode(to: JSONValueEncoder(output: self))
    buffer.pointee.endValue(beginning)
  }
}

/// JSON as it is being written: the bytes so far and the containers that are still open.
///
/// Containers are known by their depth. To write at a depth closes what is open below it, as the
/// containers of `Codable` have no end of their own.
struct JSONBuffer {
  private struct Container {
    let isObject: Bool
    /// Where the opening bracket stands.
    let start: Int
    /// The first of its members in `members`.
    let firstMember: Int
    var isEmpty = true
  }

  /// One member of an open object, `"key":value`.
  private struct Member {
    let start: Int
    let keyEnd: Int
    var end = 0
  }

  var bytes: [UInt8] = []
  private var open: [Container] = []
  private var members: [Member] = []
  private var reordered: [UInt8] = []

  /// How many containers were open when the value that is being written began.
  private var base = 0

  /// What was written.
  mutating func finish() -> [UInt8] {
    close(to: 0)
    return bytes
  }

  // MARK: - Values

  /// What `endValue` must know of the value that has begun.
  struct Beginning {
    fileprivate let outerBase: Int
    fileprivate let start: Int
  }

  mutating func beginValue() -> Beginning {
    let beginning = Beginning(outerBase: base, start: bytes.count)
    base = open.count
    return beginning
  }

  mutating func endValue(_ beginning: Beginning) {
    close(to: base)
    // A value that asked for no container has no content.
    if bytes.count == beginning.start { write(ascii: "{}") }
    base = beginning.outerBase
  }

  mutating func write(_ value: Bool) { write(ascii: value ? "true" : "false") }

  mutating func writeNull() { write(ascii: "null") }

  mutating func write(integer value: some FixedWidthInteger) { bytes.appendJSON(value) }

  mutating func write(_ value: Double) throws { try bytes.appendJSON(value) }

  mutating func write(_ text: String) { bytes.appendJSON(text) }

  /// Appends one value that is written by hand.
  mutating func appendByHand(_ write: (inout EventWriter) throws -> Void) rethrows {
    var writer = EventWriter(appendingTo: [])
    swap(&writer.bytes, &bytes)
    defer { swap(&writer.bytes, &bytes) }
    try write(&writer)
  }

  private mutating func write(ascii text: String) { bytes.append(contentsOf: text.utf8) }

  // MARK: - Containers

  /// Opens the container of the value that is being written, or finds the one that is open already.
  /// - Returns: its depth.
  mutating func container(isObject: Bool) -> Int {
    guard open.count > base else { return push(isObject: isObject) }
    precondition(open[base].isObject == isObject, "one value is an object or an array, not both")
    return base + 1
  }

  /// Opens a container where a value is due.
  /// - Returns: its depth.
  mutating func push(isObject: Bool) -> Int {
    open.append(
      Container(isObject: isObject, start: bytes.count, firstMember: members.count))
    bytes.append(UInt8(ascii: isObject ? "{" : "["))
    return open.count
  }

  /// Begins a member of the object at `depth`; its value is to follow.
  mutating func beginMember(_ key: String, at depth: Int) {
    beginElement(at: depth)
    let start = bytes.count
    write(key)
    members.append(Member(start: start, keyEnd: bytes.count))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Begins an element of the container at `depth`; its value is to follow.
  mutating func beginElement(at depth: Int) {
    close(to: depth)
    precondition(open.count == depth, "a container was written to after its end")
    if open[depth - 1].isEmpty {
      open[depth - 1].isEmpty = false
    } else {
      endMember(of: open[depth - 1])
      bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func endMember(of container: Container) {
    if container.isObject { members[members.count - 1].end = bytes.count }
  }

  private mutating func close(to depth: Int) {
    while open.count > depth {
      let container = open.removeLast()
      if container.isObject, !container.isEmpty {
        endMember(of: container)
        sortMembers(of: container)
        members.removeSubrange(container.firstMember...)
      }
      bytes.append(UInt8(ascii: container.isObject ? "}" : "]"))
    }
  }

  /// Puts the members of the innermost object in the order of their keys' bytes.
  private mutating func sortMembers(of container: Container) {
    let range = container.firstMember..<members.count
    guard range.dropFirst().contains(where: { precedes(members[$0], members[$0 - 1]) }) else {
      return
    }
    reordered.removeAll(keepingCapacity: true)
    for member in members[range].sorted(by: precedes) {
      if !reordered.isEmpty { reordered.append(UInt8(ascii: ",")) }
      reordered.append(contentsOf: bytes[member.start..<member.end])
    }
    bytes.replaceSubrange((container.start + 1)..., with: reordered)
  }

  private func precedes(_ left: Member, _ right: Member) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      // The closing quotation mark takes part: it sorts before every letter and digit.
      let count = min(left.keyEnd - left.start, right.keyEnd - right.start)
      return memcmp(start + left.start, start + right.start, count) < 0
    }
  }
}
