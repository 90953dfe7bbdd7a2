internal import Foundation

/// One JSON text (RFC 8259) with the places of its values: what decoders look up.
///
/// Each value is a node; those of an object's or array's content follow it, a member's key before
/// its value, so that a whole value is passed over in one step.
final class JSONIndex {
  enum Kind: UInt8 {
    case object, array, string, escapedString, number, yes, no, null
  }

  struct Node {
    let kind: Kind
    /// Of a string: its first byte after the quotation mark.
    let start: Int32
    /// Of a string: its closing quotation mark. Otherwise the byte after the value.
    var end: Int32
    /// The node after this value and its content.
    var next: Int32
  }

  /// More is no document of ours, and each level costs stack.
  static let depthMax = 128

  let bytes: [UInt8]
  private let nodes: [Node]
  /// Of each object the key to try first; 0 before the first question. Behind a pointer, because access
  /// to a variable would be checked at run time.
  private let hints: UnsafeMutablePointer<Int32>

  init(_ bytes: [UInt8]) throws {
    guard bytes.count < Int32.max else { throw JSONIndex.corrupted("larger than 2 GiB") }
    self.bytes = bytes
    nodes = try bytes.withUnsafeBufferPointer { pointer in
      var scanner = JSONScanner(bytes: pointer)
      return try scanner.scan()
    }
    hints = .allocate(capacity: nodes.count)
    hints.initialize(repeating: 0, count: nodes.count)
  }

  deinit { hints.deallocate() }

  func kind(of node: Int) -> Kind { nodes[node].kind }

  /// The first node of a container's content; its `end(of:)` when it is empty.
  func first(in container: Int) -> Int { container + 1 }

  /// The node after a value and its content.
  func end(of node: Int) -> Int { Int(nodes[node].next) }

  /// Where a value begins, for messages.
  func offset(of node: Int) -> Int { Int(nodes[node].start) }

  /// The bytes between a string's quotation marks, or of a number.
  func text(of node: Int) -> ArraySlice<UInt8> {
    bytes[Int(nodes[node].start)..<Int(nodes[node].end)]
  }

  /// The value of an object's member.
  ///
  /// The search begins behind the member that was found last, so that members that are asked for in
  /// their order, however many, cost one comparison each.
  private func member(of object: Int, _ isKey: (Int) throws -> Bool) rethrows -> Int? {
    let end = end(of: object)
    guard object + 1 < end else { return nil }
    let first = hints[object] == 0 ? object + 1 : Int(hints[object])
    var node = first
    repeat {
      let value = node + 1
      let following = self.end(of: value) == end ? object + 1 : self.end(of: value)
      if try isKey(node) {
        hints[object] = Int32(following)
        return value
      }
      node = following
    } while node != first
    return nil
  }

  /// As `member(_:of:)` for a name that the program knows.
  func member(_ key: StaticString, of object: Int) throws -> Int? {
    try member(of: object) { try isKey($0, key) }
  }

  func member(_ key: String, of object: Int) throws -> Int? {
    try member(of: object) { try isKey($0, key) }
  }

  private func isKey(_ node: Int, _ key: StaticString) throws -> Bool {
    guard nodes[node].kind == .string else { return try string(node) == "\(key)" }
    let start = Int(nodes[node].start)
    let count = Int(nodes[node].end) - start
    guard count == key.utf8CodeUnitCount else { return false }
    return bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp($0 + start, key.utf8Start, count) == 0 } ?? (count == 0)
    }
  }

  private func isKey(_ node: Int, _ key: String) throws -> Bool {
    guard nodes[node].kind == .string else { return try string(node) == key }
    let start = Int(nodes[node].start)
    let count = Int(nodes[node].end) - start
    var key = key
    return bytes.withUnsafeBytes { bytes in
      key.withUTF8 { key in
        guard key.count == count, let known = bytes.baseAddress, let wanted = key.baseAddress
        else { return key.count == count }
        return memcmp(known + start, wanted, count) == 0
      }
    }
  }

  static func corrupted(_ description: String) -> DecodingError {
    DecodingError.dataCorrupted(
      DecodingError.Context(codingPath: [], debugDescription: description))
  }
}
