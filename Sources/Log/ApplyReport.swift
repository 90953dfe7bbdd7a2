/// What became of a batch of followed records.
public struct ApplyReport: Hashable, Sendable {
  /// Records of the batch that had their effect.
  public var applied = 0
  /// Records seen before.
  public var dropped = 0
  /// Records put aside because of a cause or behind one that waits.
  public var held = 0
  /// Records whose handler failed.
  public var quarantined = 0
  /// Records that had been put aside before, of any followed log, and had their effect now.
  public var released = 0
  /// The position afterwards; `nil` if nothing of the log was ever accepted.
  public var cursor: LogCursor?
  /// Why not all of the batch was accepted.
  public var stop: FollowStop?

  public init() {}
}
