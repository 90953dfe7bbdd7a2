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
