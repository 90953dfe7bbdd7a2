import Domain

/// A row of the log as it is stored, believed in nothing.
struct StoredRow {
  let sequence: Int64
  let subject: UUIDBytes
  let header: [UInt8]
  let payload: [UInt8]

  static func read(_ statements: StatementCache, after sequence: Int64, limit: Int) throws
    -> [StoredRow]
  {
    let query = try statements.statement(
      "SELECT seq, subject, header, payload FROM log_record WHERE seq > ? ORDER BY seq LIMIT ?")
    try query.bind(1, sequence)
    try query.bind(2, Int64(limit))
    return try query.all {
      StoredRow(
        sequence: query.integer(0), subject: query.uuid(1), header: query.blob(2),
        payload: query.blob(3))
    }
  }
}
