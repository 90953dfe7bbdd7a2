package import Domain
import Events
package import Security

extension Transaction {
  /// What `unit`'s command `id` was answered, or `nil` if it has not been carried out.
  ///
  /// A unit's retry with the same id must get this answer and nothing else may happen. Refusals are
  /// not stored: a refused command may be sent again, corrected, under its id.
  package func answer(for unit: UnitID, command id: String) throws -> StoredAnswer? {
    let query = try statements.statement(
      """
      SELECT log_answer.request, log_record.payload
      FROM log_answer JOIN log_record ON log_record.seq = log_answer.record
      WHERE log_answer.unit = ? AND log_answer.command = ?
      """)
    defer { query.reset() }
    try query.bind(1, unit.rawValue)
    try query.bind(2, id)
    guard try query.row() else { return nil }
    let event = try EventCoding.decode(Event<CommandAnswered>.self, from: query.blob(1))
    return StoredAnswer(request: query.digest(0), answer: Array(event.data.answer.utf8))
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

  /// Notes where the answer stands, in the transaction of the command's effect.
  /// - Parameter record: the number of the `CommandAnswered`.
  /// - Throws: `LogError.statement` if the command has an answer already.
  package func noteAnswer(
    for unit: UnitID, command id: String, request: Digest32, in record: UInt64
  ) throws {
    let statement = try statements.statement(
      "INSERT INTO log_answer (unit, command, request, record) VALUES (?, ?, ?, ?)")
    try statement.bind(1, unit.rawValue)
    try statement.bind(2, id)
    try statement.bind(3, request)
    try statement.bind(4, Int64(clamping: record))
    try statement.run()
  }
}

/// The answer that a command got the first time.
package struct StoredAnswer: Hashable, Sendable {
  /// The digest of the command's content.
  package let request: Digest32
  package let answer: [UInt8]
}
