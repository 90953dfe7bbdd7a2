import Domain
import GRDBSQLite
import Security

/// A prepared statement of SQLite, confined to its connection's thread, for statements that run
/// for every record: 2 µs where the comfortable way takes 5 to 10.
///
/// Bind with 1-based indices, then `run`, or `row` until it is false followed by `reset`.
/// Text and blobs are copied when they are bound.
package final class PreparedStatement {
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  private let sql: String

  init(_ sql: String, on connection: OpaquePointer) throws {
    var prepared: OpaquePointer?
    let result = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard result == SQLITE_OK, let prepared else {
      throw LogError.sqlite(result, on: connection, while: "prepare \(sql)")
    }
    self.connection = connection
    self.sql = sql
    statement = prepared
  }

  deinit { sqlite3_finalize(statement) }

  package func bind(_ index: Int32, _ value: Int64) throws {
    try check(sqlite3_bind_int64(statement, index, value))
  }

  package func bind(_ index: Int32, _ value: String) throws {
    try check(sqlite3_bind_text(statement, index, value, -1, PreparedStatement.copied))
  }

  package func bind(_ index: Int32, _ value: [UInt8]) throws {
    try value.withUnsafeBytes { try bind(index, $0) }
  }

  package func bind(_ index: Int32, _ value: UnsafeRawBufferPointer) throws {
    if value.isEmpty {
      try check(sqlite3_bind_zeroblob(statement, index, 0))
    } else {
      try check(
        sqlite3_bind_blob(
          statement, index, value.baseAddress, Int32(value.count), PreparedStatement.copied))
    }
  }

  package func bindNull(_ index: Int32) throws {
    try check(sqlite3_bind_null(statement, index))
  }

  func bind(_ index: Int32, _ value: Digest32) throws {
    try value.withUnsafeBytes { try bind(index, $0) }
  }

  /// Binds 16 bytes, or NULL for zero.
  func bindSubject(_ index: Int32, _ subject: UUIDBytes) throws {
    if subject == .zero { return try bindNull(index) }
    try bind(index, subject)
  }

  func bind(_ index: Int32, _ value: UUIDBytes) throws {
    let words = (value.high.bigEndian, value.low.bigEndian)
    try withUnsafeBytes(of: words) { try bind(index, $0) }
  }

  /// Binds memory without a copy: it must stay as it is until the statement is bound anew. For
  /// statements that are bound and run in one place.
  func bindInPlace(_ index: Int32, _ value: UnsafeRawBufferPointer) throws {
    guard !value.isEmpty else { return try bind(index, value) }
    try check(
      sqlite3_bind_blob(statement, index, value.baseAddress, Int32(value.count), nil))
  }

  /// Runs a statement that gives no rows, and makes it ready for the next binding.
  package func run() throws {
    let result = sqlite3_step(statement)
    // The code that counts is step's; reset only repeats it.
    sqlite3_reset(statement)
    guard result == SQLITE_DONE || result == SQLITE_ROW else {
      throw LogError.sqlite(result, on: connection, while: sql)
    }
  }

  /// Moves to the next row.
  /// - Returns: `false` behind the last one; the statement is then ready for the next binding.
  package func row() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(statement)
      return false
    case let result:
      sqlite3_reset(statement)
      throw LogError.sqlite(result, on: connection, while: sql)
    }
  }

  /// Ends a statement before its last row.
  package func reset() { sqlite3_reset(statement) }

  package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  package func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  /// Empty for NULL.
  package func text(_ column: Int32) -> String {
    guard let characters = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(
      decoding: UnsafeBufferPointer(start: characters, count: count), as: UTF8.self)
  }

  /// Empty for NULL.
  package func blob(_ column: Int32) -> [UInt8] { Array(bytes(column)) }

  /// The column's bytes, valid until the next call on this statement.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(
      start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
  }

  /// Zero for NULL; otherwise the column must have 16 bytes, which the schema checks.
  func uuid(_ column: Int32) -> UUIDBytes {
    let bytes = bytes(column)
    return bytes.count == 16 ? UUIDBytes(bytes) : .zero
  }

  /// The column must have 32 bytes, which the schema checks; zero otherwise.
  func digest(_ column: Int32) -> Digest32 {
    let bytes = bytes(column)
    return bytes.count == Digest32.byteCount ? Digest32(bytes) : .zero
  }

  private func check(_ result: Int32) throws {
    guard result == SQLITE_OK else {
      throw LogError.sqlite(result, on: connection, while: "bind a value of \(sql)")
    }
  }

  /// SQLITE_TRANSIENT, a macro that does not come through the importer.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension PreparedStatement {
  /// The record of the current row.
  func record(header: Int32, payload: Int32) throws -> Record {
    Record(header: try LogConnection.header(self, column: header), payload: blob(payload))
  }

  /// A stored number of a record or epoch.
  /// - Throws: `LogError.damaged` for a negative one, which nobody wrote.
  func number(_ column: Int32) throws -> UInt64 {
    let value = integer(column)
    guard let number = UInt64(exactly: value) else {
      throw LogError(.damaged, "A stored number is negative: \(value).")
    }
    return number
  }

  /// Reads every row; the statement is ready for the next binding afterwards, also after an error.
  func all<Element>(_ element: () throws -> Element) throws -> [Element] {
    defer { reset() }
    var elements: [Element] = []
    while try row() { elements.append(try element()) }
    return elements
  }
}

/// The prepared statements of one connection, made at their first use.
final class StatementCache {
  private let connection: OpaquePointer
  private var statements: [String: PreparedStatement] = [:]

  init(connection: OpaquePointer) { self.connection = connection }

  func statement(_ sql: String) throws -> PreparedStatement {
    if let statement = statements[sql] { return statement }
    let statement = try PreparedStatement(sql, on: connection)
    statements[sql] = statement
    return statement
  }
}
