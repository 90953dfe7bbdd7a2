package import Domain
package import GRDB
package import Security

/// A read-only connection to a log's file, for replays and queries beside the writer.
///
/// Its members may be called from any thread; they run one after the other and block on the disk.
/// Each sees what was committed when it began. A reader never holds a transaction open between
/// calls, so that it cannot keep the writer's WAL from being checkpointed.
package final class LogReader: RecordSource {
  package let path: String
  package let identity: LogIdentity
  private let queue: DatabaseQueue
  private let connection: LogReaderConnection

  /// Opens the file of a service that may be running or not.
  package init(path: String) throws {
    self.path = path
    do {
      queue = try LogConnection.reading(path: path)
      connection = try queue.unsafeRead { database in
        guard let handle = database.sqliteConnection else {
          throw LogError(.misuse, "The connection to \(path) is closed.")
        }
        return LogReaderConnection(statements: StatementCache(connection: handle))
      }
      identity = try queue.unsafeRead { database in
        guard let handle = database.sqliteConnection,
          let identity = try LogConnection.identity(handle)
        else { throw LogError(.damaged, "\(path) has no identity; it is not a log's file.") }
        return identity
      }
    } catch {
      throw LogError.wrapping(error, while: "open \(path) for reading")
    }
  }

  package func head() throws -> LogHead {
    try read { try LogConnection.head($0) }
  }

  /// What keeps the service from being started on this file: what SQLite's `quick_check` finds first.
  /// - Returns: `nil` for a sound file, and for one that is too large to be checked at the start.
  package func pageFault() throws -> String? {
    do {
      return try queue.read {
        try LogDatabase.pageFault(in: $0, limit: LogDatabase.quickCheckBytesMax)
      }
    } catch {
      throw LogError.wrapping(error, while: "check \(path)")
    }
  }

  /// When the last record was appended; `nil` for an empty log.
  package func lastRecordTime() throws -> Timestamp? {
    try read { statements in
      let query = try statements.statement(
        "SELECT header FROM log_record ORDER BY seq DESC LIMIT 1")
      defer { query.reset() }
      return try query.row() ? LogConnection.header(query, column: 0).time : nil
    }
  }

  /// How many records had been appended before `time`, by the times that they carry.
  package func count(before time: Timestamp) throws -> UInt64 {
    try read { statements in
      let last = try LogConnection.head(statements).sequence
      let query = try statements.statement("SELECT header FROM log_record WHERE seq = ?")
      // The first number that is not before, in low...high.
      var (low, high): (UInt64, UInt64) = (1, last + 1)
      while low < high {
        let middle = low + (high - low) / 2
        try query.bind(1, Int64(clamping: middle))
        defer { query.reset() }
        guard try query.row() else {
          throw LogError(.damaged, "Record \(middle) is missing.")
        }
        if try LogConnection.header(query, column: 0).time < time {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low - 1
    }
  }

  package func read(after sequence: UInt64, maxRecords: Int, maxBytes: Int) throws -> [Record] {
    guard maxRecords > 0, let after = Int64(exactly: sequence) else { return [] }
    return try read { statements in
      let query = try statements.statement(
        "SELECT header, payload FROM log_record WHERE seq > ? ORDER BY seq LIMIT ?")
      defer { query.reset() }
      try query.bind(1, after)
      try query.bind(2, Int64(maxRecords))
      var records: [Record] = []
      var bytes = 0
      while try query.row() {
        let size = query.bytes(0).count + query.bytes(1).count
        guard records.isEmpty || bytes + size <= maxBytes else { break }
        records.append(try query.record(header: 0, payload: 1))
        bytes += size
      }
      return records
    }
  }

  /// All records with this root subject, in order; empty for zero.
  package func records(subject: UUIDBytes) throws -> [Record] {
    guard subject != .zero else { return [] }
    return try read { statements in
      let query = try statements.statement(
        "SELECT header, payload FROM log_record WHERE subject = ? ORDER BY seq")
      try query.bindSubject(1, subject)
      return try query.all { try query.record(header: 0, payload: 1) }
    }
  }

  /// Whether a program that knows more migrations than these wrote the file.
  /// - Returns: how many the file has and the program knows, of the part where they differ; `nil`
  ///   when the program knows them all.
  package func newerSchema(
    than migrations: [Migration]
  ) throws -> (found: Int, known: Int)? {
    let known = ["log": Migration.log.count, identity.service: migrations.count]
    return try read { statements in
      let query = try statements.statement(
        "SELECT owner, count(*) FROM log_migration GROUP BY owner ORDER BY owner")
      return try query.all { (query.text(0), Int(query.integer(1))) }.lazy
        .map { (found: $0.1, known: known[$0.0] ?? 0) }.first { $0.found > $0.known }
    }
  }

  /// Where this service stands in the logs that it follows, by source name.
  ///
  /// A row whose values can be no position is left out: `LogVerifier` names it.
  package func cursors() throws -> [String: LogCursor] {
    let rows = try read { try CursorTable(statements: $0).rows() }
    let pairs = rows.compactMap { row in row.cursor.map { (row.source, $0) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Followed records that wait, the oldest first.
  package func heldRecords(limit: Int) throws -> [HeldRecord] {
    try read { try HeldTable(statements: $0).oldest(limit) }
  }

  package func heldCounts() throws -> HeldCounts {
    try read { try HeldTable(statements: $0).counts() }
  }

  /// What waits of each followed log; a log of which nothing waits is left out.
  package func heldBySource() throws -> [String: HeldSummary] {
    try read { try HeldTable(statements: $0).bySource() }
  }

  /// The hash of a followed record that was applied or waits; `nil` if it is not kept.
  package func followedHash(of sequence: UInt64, source: String) throws -> Digest32? {
    try read { try AppliedTable(statements: $0).hash(of: sequence, source: source) }
  }

  /// The greatest number of a followed log whose record's hash is not kept, because an earlier
  /// version applied it; 0 when all are.
  package func lastUnknownHash(of source: String) throws -> UInt64 {
    try read { try AppliedTable(statements: $0).lastUnknown(of: source) }
  }

  /// The number behind which a log's records are being noted as missing; `nil` when it is not being
  /// adopted.
  package func adoptionPlace(of source: String) throws -> UInt64? {
    try read { try AdoptionTable(statements: $0).place(of: source) }
  }

  /// What restored logs lack of what was applied here, by log; a complete log is left out.
  package func missingBySource() throws -> [String: MissingSummary] {
    try read { try MissingTable(statements: $0).bySource() }
  }

  /// How many timers are due at `time`, and since when.
  package func overdue(at time: Timestamp) throws -> DueTimers {
    try read { try DueTimers($0, at: time) }
  }

  /// Runs queries of the service's own tables in one read transaction.
  ///
  /// An error that `body` throws passes through; an error of GRDB becomes a `LogError`.
  package func query<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw LogError.wrapping(error, while: "query \(path)")
    }
  }

  /// Of this reader's connection: to be used inside `query` and `read` only.
  var statements: StatementCache { connection.statements }

  func read<Value>(_ body: (StatementCache) throws -> Value) throws -> Value {
    do {
      return try queue.unsafeRead { _ in try body(connection.statements) }
    } catch {
      throw LogError.wrapping(error, while: "read \(path)")
    }
  }
}

/// - Note: `@unchecked Sendable` because the statements are used only inside the dispatch queue of
///   the `DatabaseQueue` that owns their connection.
private final class LogReaderConnection: @unchecked Sendable {
  let statements: StatementCache

  init(statements: StatementCache) { self.statements = statements }
}
