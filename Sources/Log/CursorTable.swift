import Domain
import Events

/// The table of positions in followed logs.
struct CursorTable {
  let statements: StatementCache

  func cursor(of source: String) throws -> LogCursor? {
    let query = try statements.statement(
      "SELECT log, epoch, seq, hash FROM log_cursor WHERE source = ?")
    defer { query.reset() }
    try query.bind(1, source)
    return try query.row() ? decode(query, 0) : nil
  }

  func all() throws -> [String: LogCursor] {
    let query = try statements.statement("SELECT source, log, epoch, seq, hash FROM log_cursor")
    let pairs = try query.all { (query.text(0), decode(query, 1)) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
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

  private func decode(_ query: PreparedStatement, _ first: Int32) -> LogCursor {
    LogCursor(
      log: LogID(bytes: query.uuid(first)), epoch: UInt64(query.integer(first + 1)),
      sequence: UInt64(query.integer(first + 2)), hash: query.digest(first + 3))
  }
}
