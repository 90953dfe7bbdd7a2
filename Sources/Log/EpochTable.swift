import Events

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
