public import Domain

/// How much a restored log lacks of what was applied.
public struct MissingSummary: Hashable, Sendable {
  public let count: Int
  /// When the last of it was found missing.
  public let since: Timestamp
}
