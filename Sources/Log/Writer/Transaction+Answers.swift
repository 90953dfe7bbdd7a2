package import Domain
package import Security

extension Transaction {
  /// What `unit`'s command `id` was answered, or `nil` if it has not been carried out.
  ///
  /// A unit's retry with the same id must get this answer and nothing else may happen. Refusals are
  /// not stored: a refused command may be sent again, corrected, under its id.
  package func answer(for unit: UnitID, command id: String) throws -> StoredAnswer? {
    let query = try statements.statement(
      "SELECT request, answer, answered_at FROM log_answer WHERE unit = ? AND command = ?")
    defer { query.reset() }
    try query.bind(1, unit.rawValue)
    try query.bind(2, id)
    guard try query.row() else { return nil }
    return StoredAnswer(
      request: query.digest(0), answer: query.blob(1),
      answeredAt: Timestamp(milliseconds: query.integer(2)))
  }

  /// The same for a command with this content.
  /// - Parameter request: the digest of the command's kind and content.
  /// - Throws: `Refusal` `command-id-reused` if the id was used for another content.
  package func answer(for unit: UnitID, command id: String, request: Digest32) throws
    -> StoredAnswer?
  {
    guard let stored = try answer(for: unit, command: id) else { return nil }
    guard stored.request == request else {
      throw Refusal(.conflict, field: "command", rule: "command-id-reused", ["command": id])
    }
    return stored
  }

  /// Stores the answer in the same transaction as the command's effect.
  /// - Throws: `LogError.statement` if the command has an answer already.
  package func storeAnswer(
    _ answer: [UInt8], for unit: UnitID, command id: String, request: Digest32
  ) throws {
    let statement = try statements.statement(
      """
      INSERT INTO log_answer (unit, command, request, answer, answered_at)
      VALUES (?, ?, ?, ?, ?)
      """)
    try statement.bind(1, unit.rawValue)
    try statement.bind(2, id)
    try statement.bind(3, request)
    try statement.bind(4, answer)
    try statement.bind(5, time.milliseconds)
    try statement.run()
  }
}

/// The answer that a command got the first time.
package struct StoredAnswer: Hashable, Sendable {
  /// The digest of the command's content.
  package let request: Digest32
  package let answer: [UInt8]
  package let answeredAt: Timestamp
}
