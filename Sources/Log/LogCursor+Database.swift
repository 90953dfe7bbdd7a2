import Domain
import Events
import Foundation
public import GRDB
import Security

extension LogCursor {
  /// The positions in followed logs, by source name, as a read transaction sees them.
  public static func all(in database: Database) throws -> [String: LogCursor] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT source, log, epoch, seq, hash FROM log_cursor")
    let pairs = rows.map { row in
      let log: Data = row["log"]
      let hash: Data = row["hash"]
      let epoch: Int64 = row["epoch"]
      let sequence: Int64 = row["seq"]
      return (
        row["source"] as String,
        LogCursor(
          log: LogID(bytes: UUIDBytes(Array(log))), epoch: UInt64(clamping: epoch),
          sequence: UInt64(clamping: sequence), hash: hash.withUnsafeBytes { Digest32($0) })
      )
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
