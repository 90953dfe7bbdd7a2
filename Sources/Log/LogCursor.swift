public import Events
public import Security

/// Where a follower stands in one followed log: the last record that it applied or put aside.
///
/// Number 0 with hash zero is the place before the first record; a follower takes it when it has
/// learnt the log's id and has nothing of it yet.
public struct LogCursor: Hashable, Sendable {
  public var log: LogID
  public var epoch: UInt64
  public var sequence: UInt64
  public var hash: Digest32

  public init(log: LogID, epoch: UInt64, sequence: UInt64, hash: Digest32) {
    self.log = log
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }

  /// Just behind the record of this header.
  public init(_ header: RecordHeader) {
    self.init(
      log: header.log, epoch: header.epoch, sequence: header.sequence, hash: header.hash)
  }

  /// Before the first record of a log.
  public init(startOf log: LogID, epoch: UInt64) {
    self.init(log: log, epoch: epoch, sequence: 0, hash: .zero)
  }
}
