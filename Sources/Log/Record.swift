import Synchronization

/// A record of a log: its header and, byte for byte, its payload. A class, so that it travels
/// between threads and through arrays without being copied.
public final class Record: Sendable {
  /// The largest payload that a log takes and a follower accepts.
  public static let payloadBytesMax = 256 * 1024

  public let header: RecordHeader
  public let payload: [UInt8]
  /// Found once to be right: the bus and the log both ask, and the record never changes.
  private let isKnownValid: Atomic<Bool>

  /// Puts together what came in; nothing is checked.
  public init(header: RecordHeader, payload: [UInt8]) {
    self.header = header
    self.payload = payload
    isKnownValid = Atomic(false)
  }

  /// Whether the own hash in the header is the hash of this header and payload.
  public func hasValidHash() -> Bool {
    if isKnownValid.load(ordering: .relaxed) { return true }
    let isValid = payload.withUnsafeBytes { header.computedHash(of: $0) } == header.hash
    if isValid { isKnownValid.store(true, ordering: .relaxed) }
    return isValid
  }
}
