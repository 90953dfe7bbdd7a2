import GRDB
import GRDBSQLite

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
