package import Domain
import Events
import GRDB
import GRDBSQLite
import Security

/// A service's one file: opened, locked, checked and migrated. From it come the one writer and any
/// number of readers.
package final class LogDatabase: Sendable {
  package struct Options: Sendable {
    /// Where the file `<service>.sqlite` and its lock are; it must exist.
    package var directory: String
    package var service: String
    /// The service's own tables, numbered from 1.
    package var migrations: [Migration]
    /// Marks a new file; a file made otherwise is refused.
    package var isExercise: Bool
    /// The domain clock, for the new file's creation time.
    package var time: Timestamp
    /// How this process is called in the error that a second one gets.
    package var holder: String
    /// A larger file is opened without SQLite's `quick_check`, which reads all of it: at some
    /// 500 MB/s a grown file would cost the start more than its budget of three seconds. `verify`
    /// checks such a file beside the running service.
    package var quickCheckBytesMax: Int
    /// The space that the write-ahead log gets at the start: with `LogWriter`'s bound of 4 MiB it is
    /// seldom made longer.
    package var walSpaceBytes: Int
    /// The epoch in which the log is written from now on; `nil`, or an earlier one than the file's:
    /// as before. A log that comes back from a backup is given a later one.
    package var epoch: UInt64?
    /// Where identifiers by chance come from: the system, but in a simulation.
    package var entropy: @Sendable (Int) -> [UInt8] = { Entropy.bytes($0) }

    package init(
      directory: String, service: String, migrations: [Migration] = [], isExercise: Bool = false,
      time: Timestamp, holder: String? = nil,
      quickCheckBytesMax: Int = LogDatabase.quickCheckBytesMax,
      walSpaceBytes: Int = 4 << 20
    ) {
      self.directory = directory
      self.service = service
      self.migrations = migrations
      self.isExercise = isExercise
      self.time = time
      self.holder = holder ?? "terpadu-\(service)"
      self.quickCheckBytesMax = quickCheckBytesMax
      self.walSpaceBytes = walSpaceBytes
    }

    package var path: String { "\(directory)/\(service).sqlite" }
  }

  /// Up to this size a file is checked at the start, unless told otherwise.
  package static let quickCheckBytesMax = 128 << 20

  package let path: String
  package let identity: LogIdentity
  let queue: DatabaseQueue
  let entropy: @Sendable (Int) -> [UInt8]
  private let lock: DirectoryLock

  /// Takes the service's lock on the directory, opens or makes the file, and brings its schema up
  /// to date.
  ///
  /// - Throws: `LogError`: `locked`, `newerFile`, `foreignFile`, `exerciseMismatch`, `damaged`,
  ///   `fatal`.
  package init(_ options: Options) throws {
    path = options.path
    entropy = options.entropy
    lock = try DirectoryLock(
      directory: options.directory, service: options.service, holder: options.holder)
    do {
      let queue = try LogConnection.writing(path: options.path)
      self.queue = queue
      identity = try queue.writeWithoutTransaction { database in
        try WALRewrite.run(for: options.path, on: database)
        return try LogDatabase.prepare(database, options)
      }
    } catch {
      throw LogError.wrapping(error, while: "open \(options.path)")
    }
  }

  /// Opens a read-only connection of its own.
  package func reader() throws -> LogReader { try LogReader(path: path) }

  private static func prepare(_ database: Database, _ options: Options) throws -> LogIdentity {
    guard let connection = database.sqliteConnection else {
      throw LogError(.misuse, "The connection is closed.")
    }
    try checkPages(database, limit: options.quickCheckBytesMax)
    let migrator = Migrator(database: database, time: options.time)
    try migrator.prepare()
    try migrator.run(Migration.log, owner: "log")
    let identity = try ensureIdentity(connection, options)
    try migrator.run(options.migrations, owner: options.service)
    try LogConnection.requireSafeSettings(database)
    // What a crash left in the WAL goes into the file before work begins.
    try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    WALSpace.take(options.walSpaceBytes, for: options.path)
    return identity
  }

  private static func checkPages(_ database: Database, limit: Int) throws {
    if let finding = try pageFault(in: database, limit: limit) {
      throw LogError(.damaged, "SQLite's quick_check found: \(finding)")
    }
  }

  /// What SQLite's `quick_check` finds first, on one line, as the supervisor passes on what a service
  /// said last; `nil` for a sound file, and for one of more than `limit` bytes.
  static func pageFault(in database: Database, limit: Int) throws -> String? {
    let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0
    guard pages * pageSize <= limit else { return nil }
    let finding = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
    guard finding != "ok" else { return nil }
    return finding?.split(separator: "\n").joined(separator: " ") ?? "nothing"
  }

  private static func ensureIdentity(_ connection: OpaquePointer, _ options: Options) throws
    -> LogIdentity
  {
    let insert = try PreparedStatement(
      """
      INSERT INTO log_identity (id, log, epoch, service, exercise, created_at)
      VALUES (1, ?, 1, ?, ?, ?) ON CONFLICT DO NOTHING
      """, on: connection)
    try insert.bind(1, options.entropy(16))
    try insert.bind(2, options.service)
    try insert.bind(3, options.isExercise ? 1 : 0)
    try insert.bind(4, options.time.milliseconds)
    try insert.run()
    if let epoch = options.epoch {
      let raise = try PreparedStatement(
        "UPDATE log_identity SET epoch = ?1 WHERE epoch < ?1", on: connection)
      try raise.bind(1, Int64(clamping: epoch))
      try raise.run()
    }
    guard let identity = try LogConnection.identity(connection) else {
      throw LogError(.damaged, "The file keeps no identity.")
    }
    guard identity.service == options.service else {
      throw LogError(
        .foreignFile, "The file belongs to \(identity.service), not to \(options.service).")
    }
    guard identity.isExercise == options.isExercise else {
      let kinds = identity.isExercise ? ("an exercise", "real data") : ("real data", "an exercise")
      throw LogError(
        .exerciseMismatch,
        "The file holds \(kinds.0) and cannot be used for \(kinds.1); use another directory.")
    }
    return identity
  }
}
