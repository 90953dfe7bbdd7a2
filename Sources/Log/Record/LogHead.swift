package import Domain
package import Events
package import Security

/// The last record of a log: its number and hash. An empty log's head is number 0 with hash zero.
package struct LogHead: Hashable, Sendable {
  package var log: LogID
  package var epoch: UInt64
  package var sequence: UInt64
  package var hash: Digest32

  package init(log: LogID, epoch: UInt64, sequence: UInt64, hash: Digest32) {
    self.log = log
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }

  /// The head of a log that ends with the record of this header.
  package init(_ header: RecordHeader) {
    self.init(
      log: header.log, epoch: header.epoch, sequence: header.sequence, hash: header.hash)
  }
}

/// Who a log's file is, fixed when the file was made (a restore raises the epoch).
package struct LogIdentity: Hashable, Sendable {
  package let log: LogID
  package let epoch: UInt64
  package let service: String
  /// Every record of the log is marked as an exercise.
  package let isExercise: Bool
  package let createdAt: Timestamp
}
