import Domain
package import Events
import Foundation
package import GRDB
package import Security

/// Where a follower stands in one followed log: the last record that it applied or put aside.
///
/// Number 0 with hash zero is the place before the first record; a follower takes it when it has
/// learnt the log's id and has nothing of it yet.
package struct LogCursor: Hashable, Sendable {
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

  /// Just behind the record of this header.
  package init(_ header: RecordHeader) {
    self.init(
      log: header.log, epoch: header.epoch, sequence: header.sequence, hash: header.hash)
  }

  /// Before the first record of a log.
  package init(startOf log: LogID, epoch: UInt64) {
    self.init(log: log, epoch: epoch, sequence: 0, hash: .zero)
  }
}

extension LogCursor {
  /// The positions in followed logs, by source name, as a read transaction sees them. A row whose
  /// values can be no position is left out.
  package static func all(in database: Database) throws -> [String: LogCursor] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT source, log, epoch, seq, hash FROM log_cursor")
    let pairs = rows.compactMap { row -> (String, LogCursor)? in
      let (source, log, hash): (String?, Data?, Data?) = (row["source"], row["log"], row["hash"])
      let (epoch, sequence): (Int64?, Int64?) = (row["epoch"], row["seq"])
      guard let source, let log, log.count == 16, let hash, hash.count == Digest32.byteCount,
        let epoch, epoch > 0, let sequence, sequence >= 0
      else { return nil }
      return (
        source,
        LogCursor(
          log: LogID(bytes: UUIDBytes(Array(log))), epoch: UInt64(epoch),
          sequence: UInt64(sequence), hash: hash.withUnsafeBytes { Digest32($0) })
      )
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
