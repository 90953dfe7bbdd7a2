/// A word of the protocol that gives the reason for a refusal or a close (WP 4.3, 7.1). An open set:
/// a reader takes an unknown word as "try again, later".
public struct WireWord: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// - Throws: `length` unless it has 1 to 64 octets, `field` for octets other than a-z and "-".
  public init(frame: [UInt8]) throws(WireError) {
    guard (1...WireLimits.wordBytesMax).contains(frame.count) else { throw .length }
    let dash = UInt8(ascii: "-")
    guard frame.allSatisfy({ (97...122).contains($0) || $0 == dash }) else { throw .field }
    rawValue = String(decoding: frame, as: UTF8.self)
  }

  public var frame: [UInt8] { Array(rawValue.utf8) }

  public var description: String { rawValue }

  public static let badRequest = WireWord(rawValue: "bad-request")
  public static let unknownKind = WireWord(rawValue: "unknown-kind")
  public static let overloaded = WireWord(rawValue: "overloaded")
  public static let unavailable = WireWord(rawValue: "unavailable")
  /// The answer is over a limit of the wire.
  public static let oversize = WireWord(rawValue: "oversize")
  public static let forbidden = WireWord(rawValue: "forbidden")
  public static let unknownLog = WireWord(rawValue: "unknown-log")
  public static let epoch = WireWord(rawValue: "epoch")
  public static let aheadOfHead = WireWord(rawValue: "ahead-of-head")
  public static let hashMismatch = WireWord(rawValue: "hash-mismatch")
  public static let stopping = WireWord(rawValue: "stopping")
  public static let done = WireWord(rawValue: "done")

  /// Whether a person must look before the same thing can succeed.
  public var isFinal: Bool {
    [
      .badRequest, .unknownKind, .oversize, .forbidden, .unknownLog, .epoch, .aheadOfHead,
      .hashMismatch,
    ].contains(self)
  }
}
