import Domain
import Events
import GRDB
import GRDBSQLite
import Security

/// How every connection to a log's file is opened, and what is read with each of them.
enum LogConnection {
  /// Opens the file's one writing connection.
  ///
  /// GRDB would set `synchronous` to NORMAL if it were asked for WAL; so it is not asked, and what
  /// counts is read back.
  static func writing(path: String) throws -> DatabaseQueue {
    var configuration = common()
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          PRAGMA wal_autocheckpoint = 0;
          PRAGMA cache_size = -8000;
          """)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try requireSafeSettings($0) }
    return queue
  }

  static func reading(path: String) throws -> DatabaseQueue {
    var configuration = common()
    configuration.readonly = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -2000")
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// - Throws: `LogError.damaged` unless commits are as durable as this library promises.
  static func requireSafeSettings(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
    let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
    let foreignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
    let mapped = try Int.fetchOne(database, sql: "PRAGMA mmap_size") ?? 0
    guard mode == "wal", synchronous == 2, foreignKeys == 1, mapped == 0 else {
      throw LogError(
        .damaged,
        """
        Settings read back as journal_mode=\(mode ?? "?"), synchronous=\(synchronous ?? -1), \
        foreign_keys=\(foreignKeys ?? -1), mmap_size=\(mapped); \
        required are wal, 2, 1, 0.
        """)
    }
  }

  /// - Returns: `nil` if the file has no identity yet.
  /// - Throws: `LogError.damaged` for one that nobody wrote.
  static func identity(_ connection: OpaquePointer) throws -> LogIdentity? {
    let query = try PreparedStatement(
      "SELECT log, epoch, service, exercise, created_at FROM log_identity", on: connection)
    guard try query.row() else { return nil }
    let (log, epoch, exercise) = (query.bytes(0), query.integer(1), query.integer(3))
    guard log.count == 16, epoch > 0, exercise == 0 || exercise == 1 else {
      throw LogError(.damaged, "The file's identity is damaged.")
    }
    return LogIdentity(
      log: LogID(bytes: UUIDBytes(log)), epoch: UInt64(epoch), service: query.text(2),
      isExercise: exercise == 1, createdAt: Timestamp(milliseconds: query.integer(4)))
  }

  /// The head as the file has it.
  static func head(_ statements: StatementCache) throws -> LogHead {
    let query = try statements.statement(
      """
      SELECT log, epoch, (SELECT header FROM log_record ORDER BY seq DESC LIMIT 1)
      FROM log_identity
      """)
    defer { query.reset() }
    guard try query.row() else { throw LogError(.damaged, "The file has no identity.") }
    let log = LogID(bytes: query.uuid(0))
    let epoch = try query.number(1)
    guard !query.isNull(2) else {
      return LogHead(log: log, epoch: epoch, sequence: 0, hash: .zero)
    }
    let last = try header(query, column: 2)
    return LogHead(log: log, epoch: epoch, sequence: last.sequence, hash: last.hash)
  }

  static func header(_ query: PreparedStatement, column: Int32) throws -> RecordHeader {
    do throws(RecordError) {
      return try RecordHeader(bytes: query.bytes(column))
    } catch {
      throw LogError(.damaged, "A stored header cannot be read: \(error)")
    }
  }

  static func common() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    // Transactions are begun and ended by prepared statements of ours, of which GRDB knows nothing.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;")
    }
    return configuration
  }
}
