import Domain
import Events

/// What is to be looked at, because what it waits for has been reached, and what is not, because
/// something else of its subject waits. Each question costs as much as it finds.
extension HeldTable {
  /// A page of what is in quarantine, without the records.
  /// - Parameter id: of the last one of the page before; 0 for the first.
  func faultPlaces(after id: Int64, limit: Int) throws -> [Place] {
    let query = try statements.statement(
      """
      SELECT id, source, subject, seq FROM log_held
      WHERE reason = 'fault' AND id > ? ORDER BY id LIMIT ?
      """)
    try query.bind(1, id)
    try query.bind(2, Int64(limit))
    return try query.all { try place(query) }
  }

  /// The first of what waits for a position up to `cursor`'s.
  func waiting(for cursor: LogCursor, limit: Int) throws -> [Place] {
    let query = try statements.statement(
      """
      SELECT id, source, subject, seq FROM log_held
      WHERE wait_log = ? AND blocked = 0 AND wait_seq <= ? AND coalesce(wait_epoch, 1) <= ?
      ORDER BY wait_seq LIMIT ?
      """)
    try query.bind(1, cursor.log.bytes)
    try query.bind(2, Int64(clamping: cursor.sequence))
    try query.bind(3, Int64(clamping: cursor.epoch))
    try query.bind(4, Int64(limit))
    return try query.all { try place(query) }
  }

  /// The first of what waits for a position of an epoch of `log` before `epoch`.
  func waiting(for log: LogID, before epoch: UInt64, limit: Int) throws -> [Place] {
    let query = try statements.statement(
      """
      SELECT id, source, subject, seq FROM log_held
      WHERE wait_log = ? AND blocked = 0 AND wait_epoch < ? LIMIT ?
      """)
    try query.bind(1, log.bytes)
    try query.bind(2, Int64(clamping: epoch))
    try query.bind(3, Int64(limit))
    return try query.all { try place(query) }
  }

  /// The first of what waits for a position in another log than these: what lies between two of them
  /// is asked for by index, so that what waits for these costs nothing.
  func waitingForOthers(than logs: [LogID], limit: Int) throws -> [Place] {
    let known = logs.map(\.bytes.array).sorted { $0.lexicographicallyPrecedes($1) }
    let query = try statements.statement(
      """
      SELECT id, source, subject, seq FROM log_held
      WHERE wait_log > ? AND wait_log < ? AND blocked = 0 LIMIT ?
      """)
    var places: [Place] = []
    // Every id lies between these two.
    let bounds: [[UInt8]] = [[0]] + known + [[UInt8](repeating: .max, count: 17)]
    for (low, high) in zip(bounds, bounds.dropFirst()) where places.count < limit {
      try query.bind(1, low)
      try query.bind(2, high)
      try query.bind(3, Int64(limit - places.count))
      places += try query.all { try place(query) }
    }
    return places
  }

  /// Nothing can come of looking at this row before something of its subject changes.
  func block(_ id: Int64) throws {
    let statement = try statements.statement("UPDATE log_held SET blocked = 1 WHERE id = ?")
    try statement.bind(1, id)
    try statement.run()
  }

  /// The same for all that waits of a subject from a source behind a number.
  func block(_ subject: UUIDBytes, source: String, after sequence: UInt64) throws {
    let statement = try statements.statement(
      """
      UPDATE log_held SET blocked = 1
      WHERE source = ? AND subject = ? AND seq > ? AND reason = 'cause' AND blocked = 0
      """)
    try statement.bind(1, source)
    try statement.bindSubject(2, subject)
    try statement.bind(3, Int64(clamping: sequence))
    try statement.run()
  }

  /// Something of a subject has changed: what waits of it, of whatever log, is looked at again.
  func unblock(_ subject: UUIDBytes) throws {
    guard subject != .zero else { return }
    let statement = try statements.statement(
      "UPDATE log_held SET blocked = 0 WHERE subject = ? AND blocked = 1")
    try statement.bindSubject(1, subject)
    try statement.run()
  }
}
