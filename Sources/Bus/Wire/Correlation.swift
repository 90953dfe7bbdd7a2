public import Domain

/// Ties an answer to its request, and the messages of a mailbox session to its open: 16 octets that
/// the client chooses, unique within its connection (WP 4.1).
public struct Correlation: Hashable, Sendable {
  public let bytes: UUIDBytes

  public init(bytes: UUIDBytes) { self.bytes = bytes }

  /// The `number`th message of the client whose start drew `salt` at random: unique without drawing
  /// for every message, and other than those of a client before it on the same address.
  public init(salt: UInt64, number: UInt64) { bytes = UUIDBytes(high: salt, low: number) }

  /// The number, when `init(salt:number:)` made it with this salt.
  public func number(salt: UInt64) -> UInt64? {
    let number = (8..<16).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
    return self == Correlation(salt: salt, number: number) ? number : nil
  }
}
