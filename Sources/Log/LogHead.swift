public import Events
public import Security

/// The last record of a log: its number and hash. An empty log's head is number 0 with hash zero.
public struct LogHead: Hashable, Sendable {
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

  /// The head of a log that ends with the record of this header.
  public init(_ header: RecordHeader) {
    self.init(
      log: header.log, epoch: header.epoch, sequence: header.sequence, hash: header.hash)
  }
}
