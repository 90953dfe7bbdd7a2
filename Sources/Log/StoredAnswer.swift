public import Domain
public import Security

/// The answer that a command got the first time.
public struct StoredAnswer: Hashable, Sendable {
  /// The digest of the command's content.
  public let request: Digest32
  public let answer: [UInt8]
  public let answeredAt: Timestamp
}
