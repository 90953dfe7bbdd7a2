/// A record of a log: its header and, byte for byte, its payload. A class, so that it travels
/// between threads and through arrays without being copied.
public final class Record: Sendable {
  /// The largest payload that a log takes and a follower accepts.
  public static let payloadBytesMax = 256 * 1024

  public let header: RecordHeader
  public let payload: [UInt8]

  /// Puts together what came in; nothing is checked.
  public init(header: RecordHeader, payload: [UInt8]) {
    self.header = header
    self.payload = payload
  }

  /// Whether the own hash in the header is the hash of this header and payload.
  public func hasValidHash() -> Bool {
    payload.withUnsafeBytes { header.computedHash(of: $0) } == header.hash
  }
}
