/// A digest of 32 bytes, kept as four words so that comparing and copying cost no allocation.
package struct Digest32: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  package static let byteCount = 32

  /// All bytes zero: "the hash before the first record".
  package static let zero = Digest32()

  private init() { words = (0, 0, 0, 0) }

  /// Takes exactly 32 bytes.
  package init(_ bytes: some Collection<UInt8>) {
    precondition(bytes.count == Digest32.byteCount, "a digest has 32 bytes")
    self.init()
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// Takes exactly 32 bytes.
  package init(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == Digest32.byteCount, "a digest has 32 bytes")
    self.init()
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
  }

  /// - Parameter fill: writes 32 bytes to the address that it is given.
  init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    self.init()
    withUnsafeMutablePointer(to: &words) { pointer in
      pointer.withMemoryRebound(to: UInt8.self, capacity: Digest32.byteCount) { fill($0) }
    }
  }

  package var array: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Calls `body` with the 32 bytes, which are valid only inside.
  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try Swift.withUnsafeBytes(of: words) { try body($0) }
  }

  package static func == (left: Digest32, right: Digest32) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension Digest32: CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  package var description: String { Hexadecimal.text(of: array) }

  /// - Returns: `nil` unless `text` is 64 hexadecimal digits.
  package init?(hexadecimal text: String) {
    guard let bytes = Hexadecimal.bytes(of: text), bytes.count == Digest32.byteCount else {
      return nil
    }
    self.init(bytes)
  }
}
