public import GRDB
import Log

extension Row {
  /// The value of a column that is never NULL.
  ///
  /// A damaged page can hold NULL all the same, and GRDB's subscripts end the process then.
  /// - Throws: `LogError.damaged`.
  public func stored<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String
  ) throws -> Value {
    guard let value: Value = self[column] else {
      throw LogError(.damaged, "A column that cannot be empty is: \(column).")
    }
    return value
  }
}
