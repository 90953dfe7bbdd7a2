import GRDB
import GRDBSQLite

/// Why the log could not do what was asked. No error of SQLite or GRDB leaves this library.
package struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// Another process holds the data directory's service.
    case locked
    /// The file was written by a newer program.
    case newerFile = "newer-file"
    /// The file was made with migrations other than this program's.
    case foreignFile = "foreign-file"
    /// Exercise and real data must not share a file.
    case exerciseMismatch = "exercise-mismatch"
    /// The file is damaged, or its settings could not be made safe.
    case damaged
    /// The writer's queue is full. Nothing was done; trying later makes sense.
    case overloaded
    /// The writer has been stopped. Nothing was done.
    case stopped
    /// The disk refused, or a commit failed: what was not confirmed may or may not be there after
    /// a restart. The process must end.
    case fatal
    /// A statement failed; the piece of work that ran it has been rolled back.
    case statement
    /// A record larger than `Record.payloadBytesMax`.
    case tooLarge = "too-large"
    /// The caller broke a rule of this library.
    case misuse
  }

  package let code: Code
  /// What was attempted and what went wrong, for an operator.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package static let overloaded = LogError(
    .overloaded, "The writer's queue is full; try again later.")

  package static let stopped = LogError(.stopped, "The writer has been stopped.")

  /// Whether the same call may succeed later in this process.
  package var isRetryable: Bool { code == .overloaded }

  package var description: String { "\(code.rawValue): \(message)" }
}

extension LogError {
  /// The error of a call on `connection` that just returned `result`.
  static func sqlite(
    _ result: Int32, on connection: OpaquePointer?, while attempt: String
  ) -> LogError {
    let detail = connection.map { String(cString: sqlite3_errmsg($0)) } ?? "no connection"
    return LogError(
      isFatal(result) ? .fatal : .statement, "\(attempt): \(detail) (SQLite \(result))")
  }

  /// Wraps what GRDB throws; every other error passes through.
  static func wrapping(_ error: any Error, while attempt: String) -> any Error {
    if error is RowDecodingError {
      return LogError(.damaged, "\(attempt): a stored value has not the type of its column")
    }
    guard let error = error as? DatabaseError else { return error }
    let result = error.extendedResultCode.rawValue
    let detail = error.message ?? "no message"
    // The values of a statement stay out of the message: they may not belong into an operator's log.
    return LogError(
      isFatal(result) ? .fatal : .statement, "\(attempt): \(detail) (SQLite \(result))")
  }

  /// `error` as the reason for which the writer ends.
  static func fatal(_ error: any Error) -> LogError {
    if let error = error as? LogError, error.code == .fatal { return error }
    return LogError(.fatal, "\(error)")
  }

  /// Whether `error` says that the file or the disk can no longer be trusted.
  static func isFatal(_ error: any Error) -> Bool {
    switch error {
    case let error as LogError: error.code == .fatal
    case let error as DatabaseError: isFatal(error.extendedResultCode.rawValue)
    default: false
    }
  }

  /// After these a transaction may be half gone, or the next sync would lie.
  private static func isFatal(_ result: Int32) -> Bool {
    let fatal = [
      SQLITE_IOERR, SQLITE_FULL, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_NOMEM, SQLITE_READONLY,
      SQLITE_CANTOPEN, SQLITE_PROTOCOL,
    ]
    return fatal.contains(result & 0xff)
  }
}
