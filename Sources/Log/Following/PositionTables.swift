import Domain
import Events
import Security

/// The table of positions in followed logs.
struct CursorTable {
  let statements: StatementCache

  func cursor(of source: String) throws -> LogCursor? {
    let query = try statements.statement(
      "SELECT log, epoch, seq, hash FROM log_cursor WHERE source = ?")
    defer { query.reset() }
    try query.bind(1, source)
    guard try query.row() else { return nil }
    return try CursorTable.sound(decode(query, 0), of: source)
  }

  func all() throws -> [String: LogCursor] {
    let pairs = try rows().map { ($0.source, try CursorTable.sound($0.cursor, of: $0.source)) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Every row, by source; without a position when its values can be none.
  func rows() throws -> [(source: String, cursor: LogCursor?)] {
    let query = try statements.statement(
      "SELECT source, log, epoch, seq, hash FROM log_cursor ORDER BY source")
    return try query.all { (query.text(0), decode(query, 1)) }
  }

  func set(_ cursor: LogCursor, of source: String) throws {
    let statement = try statements.statement(
      """
      INSERT INTO log_cursor (source, log, epoch, seq, hash) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET
        log = excluded.log, epoch = excluded.epoch, seq = excluded.seq, hash = excluded.hash
      """)
    try statement.bind(1, source)
    try statement.bind(2, cursor.log.bytes)
    try statement.bind(3, Int64(clamping: cursor.epoch))
    try statement.bind(4, Int64(clamping: cursor.sequence))
    try statement.bind(5, cursor.hash)
    try statement.run()
  }

  private func decode(_ query: PreparedStatement, _ first: Int32) -> LogCursor? {
    let (epoch, sequence) = (query.integer(first + 1), query.integer(first + 2))
    guard query.bytes(first).count == 16, epoch > 0, sequence >= 0,
      query.bytes(first + 3).count == Digest32.byteCount
    else { return nil }
    return LogCursor(
      log: LogID(bytes: query.uuid(first)), epoch: UInt64(epoch), sequence: UInt64(sequence),
      hash: query.digest(first + 3))
  }

  private static func sound(_ cursor: LogCursor?, of source: String) throws -> LogCursor {
    guard let cursor else {
      throw LogError(.damaged, "The position in the log of \(source) is damaged.")
    }
    return cursor
  }
}

/// The table of the epochs of followed logs that began after following did.
struct EpochTable {
  let statements: StatementCache

  /// Notes the first of these records, which come in order, in each epoch but the first.
  func note(_ records: [Record], of source: String) throws {
    var noted: UInt64 = 1
    for record in records where record.header.epoch > noted {
      noted = record.header.epoch
      let statement = try statements.statement(
        "INSERT INTO log_epoch (source, log, epoch, seq) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
      )
      try statement.bind(1, source)
      try statement.bind(2, record.header.log.bytes)
      try statement.bind(3, Int64(clamping: noted))
      try statement.bind(4, Int64(clamping: record.header.sequence))
      try statement.run()
    }
  }

  /// The epoch of the last record that was applied or put aside of each log, where it is not the
  /// first.
  func latest() throws -> [String: UInt64] {
    let query = try statements.statement("SELECT source, max(epoch) FROM log_epoch GROUP BY source")
    let pairs = try query.all { (query.text(0), UInt64(clamping: query.integer(1))) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  func delete(after sequence: UInt64, of source: String) throws {
    let statement = try statements.statement("DELETE FROM log_epoch WHERE source = ? AND seq > ?")
    try statement.bind(1, source)
    try statement.bind(2, Int64(clamping: sequence))
    try statement.run()
  }
}
