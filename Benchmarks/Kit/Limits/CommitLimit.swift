import GRDBSQLite
import Glibc

/// SQLite alone, with the settings of a log's file: rows in transactions of a given size. It speaks
/// to the C library itself, lest it measure our layers.
enum CommitLimit {
  static func measure(
    _ bytes: [UInt8], groupsOf group: Int, in directory: String, seconds: Double
  ) throws -> LimitResult {
    let path = "\(directory)/limit-commit.sqlite"
    let connection = try Connection(path: path)
    defer { Connection.removeFiles(path) }
    var samples = Samples()
    let start = MonotonicClock.nanoseconds
    while MonotonicClock.seconds(since: start) < seconds {
      let before = MonotonicClock.nanoseconds
      try connection.insert(bytes, times: group)
      samples.add(from: before, to: MonotonicClock.nanoseconds)
    }
    return LimitResult(
      perSecond: Double(samples.count * group) / MonotonicClock.seconds(since: start),
      samples: samples)
  }

  /// A new file with one table.
  final class Connection {
    private let connection: OpaquePointer
    private let insert: OpaquePointer

    init(path: String) throws {
      Connection.removeFiles(path)
      var opened: OpaquePointer?
      guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
        throw BenchmarkError("cannot open \(path)")
      }
      connection = opened
      try Connection.run(
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE record (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL);
        """, on: opened)
      var prepared: OpaquePointer?
      sqlite3_prepare_v2(opened, "INSERT INTO record (payload) VALUES (?)", -1, &prepared, nil)
      guard let prepared else { throw BenchmarkError("cannot prepare an insert") }
      insert = prepared
    }

    deinit {
      sqlite3_finalize(insert)
      sqlite3_close(connection)
    }

    /// As many rows, in one transaction.
    func insert(_ bytes: [UInt8], times count: Int) throws {
      try Connection.run("BEGIN IMMEDIATE", on: connection)
      for _ in 0..<count {
        // Static: the array outlives the step.
        sqlite3_bind_blob(insert, 1, bytes, Int32(bytes.count), nil)
        guard sqlite3_step(insert) == SQLITE_DONE else { throw BenchmarkError("cannot insert") }
        sqlite3_reset(insert)
      }
      try Connection.run("COMMIT", on: connection)
    }

    static func removeFiles(_ path: String) {
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    private static func run(_ sql: String, on connection: OpaquePointer) throws {
      guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
        throw BenchmarkError("SQLite refused: \(String(cString: sqlite3_errmsg(connection)))")
      }
    }
  }
}
