import Domain
import Events
import Foundation
public import GRDB
import Security

extension LogCursor {
  /// The positions in followed logs, by source name, as a read transaction sees them. A row whose
  /// values can be no position is left out.
  public static func all(in database: Database) throws -> [String: LogCursor] {
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
