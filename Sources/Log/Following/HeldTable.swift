import Domain
import Events

/// The table of followed records that wait.
struct HeldTable {
  /// A row that the release of waiting records looks at.
  struct Entry {
    let id: Int64
    let held: HeldRecord
    let isBlocked: Bool
  }

  /// Where an entry stands, without its record.
  struct Place {
    let id: Int64
    let source: String
    let subject: UUIDBytes
    let sequence: UInt64
  }

  let statements: StatementCache

  private static let columns = """
    id, source, header, payload, reason, wait_log, wait_seq, error, wait_epoch, attempts, held_at,
    blocked
    """

  func isEmpty() throws -> Bool {
    let query = try statements.statement("SELECT NOT EXISTS (SELECT 1 FROM log_held)")
    defer { query.reset() }
    return try query.row() && query.integer(0) != 0
  }

  /// Whether anything of one followed log waits; its cost does not grow with what waits.
  func isAnythingHeld(of source: String) throws -> Bool {
    let query = try statements.statement(
      "SELECT EXISTS (SELECT 1 FROM log_held WHERE source = ?)")
    defer { query.reset() }
    try query.bind(1, source)
    return try query.row() && query.integer(0) != 0
  }

  func counts() throws -> HeldCounts {
    let query = try statements.statement("SELECT reason, count(*) FROM log_held GROUP BY reason")
    var counts = HeldCounts()
    for (reason, count) in try query.all({ (query.text(0), Int(query.integer(1))) }) {
      switch reason {
      case "cause": counts.cause = count
      case "fault": counts.fault = count
      default: counts.order = count
      }
    }
    return counts
  }

  /// The same for each followed log of which something waits.
  func bySource() throws -> [String: HeldSummary] {
    let query = try statements.statement(
      "SELECT source, reason, count(*), min(held_at) FROM log_held GROUP BY source, reason")
    var summaries: [String: HeldSummary] = [:]
    _ = try query.all {
      let since = Timestamp(milliseconds: query.integer(3))
      summaries[query.text(0), default: HeldSummary()]
        .add(query.text(1), count: Int(query.integer(2)), since: since)
    }
    return summaries
  }

  func oldest(_ limit: Int) throws -> [HeldRecord] {
    let query = try statements.statement(
      "SELECT \(HeldTable.columns) FROM log_held ORDER BY id LIMIT ?")
    try query.bind(1, Int64(limit))
    return try query.all { try decode(query).held }
  }

  /// What waits of one subject from one source behind a number, in the order of the log; empty for
  /// zero.
  func entries(
    of subject: UUIDBytes, source: String, after sequence: UInt64, limit: Int
  ) throws -> [Entry] {
    guard subject != .zero else { return [] }
    let query = try statements.statement(
      """
      SELECT \(HeldTable.columns) FROM log_held
      WHERE source = ? AND subject = ? AND seq > ? ORDER BY seq LIMIT ?
      """)
    try query.bind(1, source)
    try query.bindSubject(2, subject)
    try query.bind(3, Int64(clamping: sequence))
    try query.bind(4, Int64(limit))
    return try query.all { try decode(query) }
  }

  /// The first that waits of one subject from one source: it says why the subject waits.
  func firstReason(of subject: UUIDBytes, source: String) throws -> HeldRecord.Reason? {
    guard subject != .zero else { return nil }
    let query = try statements.statement(
      """
      SELECT reason, wait_log, wait_seq, error, wait_epoch FROM log_held
      WHERE source = ? AND subject = ? ORDER BY seq LIMIT 1
      """)
    defer { query.reset() }
    try query.bind(1, source)
    try query.bindSubject(2, subject)
    return try query.row() ? try reason(query, 0) : nil
  }

  func entry(source: String, sequence: UInt64) throws -> Entry? {
    let query = try statements.statement(
      "SELECT \(HeldTable.columns) FROM log_held WHERE source = ? AND seq = ?")
    defer { query.reset() }
    try query.bind(1, source)
    try query.bind(2, Int64(clamping: sequence))
    return try query.row() ? try decode(query) : nil
  }

  /// A page of what is in quarantine, in the order in which it was put aside.
  /// - Parameter id: of the last one of the page before; 0 for the first.
  func faults(after id: Int64, limit: Int) throws -> [Entry] {
    let query = try statements.statement(
      """
      SELECT \(HeldTable.columns) FROM log_held INDEXED BY log_held_fault
      WHERE reason = 'fault' AND id > ? ORDER BY id LIMIT ?
      """)
    try query.bind(1, id)
    try query.bind(2, Int64(limit))
    return try query.all { try decode(query) }
  }

  /// The numbers of what waits of one subject besides its faults, the lowest first and at most
  /// `limit` of them, and how many there are; none for zero.
  func waiting(
    of subject: UUIDBytes, source: String, limit: Int
  ) throws -> (sequences: [UInt64], count: Int) {
    guard subject != .zero else { return ([], 0) }
    let behind = "FROM log_held WHERE source = ? AND subject = ? AND reason != 'fault'"
    let count = try statements.statement("SELECT count(*) \(behind)")
    defer { count.reset() }
    try count.bind(1, source)
    try count.bindSubject(2, subject)
    guard try count.row() else { return ([], 0) }
    let query = try statements.statement("SELECT seq \(behind) ORDER BY seq LIMIT ?")
    try query.bind(1, source)
    try query.bindSubject(2, subject)
    try query.bind(3, Int64(limit))
    return (try query.all { try query.number(0) }, Int(count.integer(0)))
  }

  /// The first of what waits behind a number of a log, in the order of the log.
  func entries(after sequence: UInt64, source: String, limit: Int) throws -> [Entry] {
    let query = try statements.statement(
      """
      SELECT \(HeldTable.columns) FROM log_held WHERE source = ? AND seq > ? ORDER BY seq LIMIT ?
      """)
    try query.bind(1, source)
    try query.bind(2, Int64(clamping: sequence))
    try query.bind(3, Int64(limit))
    return try query.all { try decode(query) }
  }

  /// The headers of what waits of one log, in the order of the log.
  func headers(of source: String) throws -> [RecordHeader] {
    let query = try statements.statement(
      "SELECT header FROM log_held WHERE source = ? ORDER BY seq")
    try query.bind(1, source)
    return try query.all { try LogConnection.header(query, column: 0) }
  }

  /// The entry at `position`, if it waits and has this subject. A record of another epoch under the
  /// same number is another one.
  func entry(at position: LogPosition, subject: UUIDBytes) throws -> Entry? {
    guard subject != .zero else { return nil }
    let query = try statements.statement(
      "SELECT \(HeldTable.columns) FROM log_held WHERE log = ? AND seq = ? AND subject = ?")
    defer { query.reset() }
    try query.bind(1, position.log.bytes)
    try query.bind(2, Int64(clamping: position.sequence))
    try query.bindSubject(3, subject)
    guard try query.row() else { return nil }
    let entry = try decode(query)
    return entry.held.record.header.epoch == position.epoch ? entry : nil
  }

  /// - Parameter isBlocked: what it waits for has been reached and waits itself.
  func insert(
    _ record: Record, source: String, reason: HeldRecord.Reason, isBlocked: Bool = false,
    attempts: Int, at time: Timestamp
  ) throws {
    let header = record.header
    let statement = try statements.statement(
      """
      INSERT INTO log_held (source, log, seq, subject, header, payload, attempts, held_at,
        reason, wait_log, wait_seq, error, wait_epoch, blocked)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try statement.bind(1, source)
    try statement.bind(2, header.log.bytes)
    try statement.bind(3, Int64(clamping: header.sequence))
    try statement.bindSubject(4, header.subject)
    try statement.bind(5, header.bytes)
    try statement.bind(6, record.payload)
    try statement.bind(7, Int64(attempts))
    try statement.bind(8, time.milliseconds)
    try bind(reason, to: statement, from: 9)
    try statement.bind(14, isBlocked ? 1 : 0)
    try statement.run()
  }

  func update(
    _ id: Int64, reason: HeldRecord.Reason, isBlocked: Bool = false, attempts: Int
  ) throws {
    let statement = try statements.statement(
      """
      UPDATE log_held SET reason = ?, wait_log = ?, wait_seq = ?, error = ?, wait_epoch = ?,
        attempts = ?, blocked = ? WHERE id = ?
      """)
    try bind(reason, to: statement, from: 1)
    try statement.bind(6, Int64(attempts))
    try statement.bind(7, isBlocked ? 1 : 0)
    try statement.bind(8, id)
    try statement.run()
  }

  func delete(_ id: Int64) throws {
    let statement = try statements.statement("DELETE FROM log_held WHERE id = ?")
    try statement.bind(1, id)
    try statement.run()
  }

  private func bind(_ reason: HeldRecord.Reason, to statement: PreparedStatement, from: Int32)
    throws
  {
    try statement.bindNull(from + 1)
    try statement.bindNull(from + 2)
    try statement.bindNull(from + 3)
    try statement.bindNull(from + 4)
    switch reason {
    case .cause(let position):
      try statement.bind(from, "cause")
      try statement.bind(from + 1, position.log.bytes)
      try statement.bind(from + 2, Int64(clamping: position.sequence))
      try statement.bind(from + 4, Int64(clamping: position.epoch))
    case .fault(let error):
      try statement.bind(from, "fault")
      try statement.bind(from + 3, error)
    case .order:
      try statement.bind(from, "order")
    }
  }

  func place(_ query: PreparedStatement) throws -> Place {
    Place(
      id: query.integer(0), source: query.text(1), subject: query.uuid(2),
      sequence: try query.number(3))
  }

  private func decode(_ query: PreparedStatement) throws -> Entry {
    let held = HeldRecord(
      source: query.text(1), record: try query.record(header: 2, payload: 3),
      reason: try reason(query, 4), attempts: Int(query.integer(9)),
      heldAt: Timestamp(milliseconds: query.integer(10)))
    return Entry(id: query.integer(0), held: held, isBlocked: query.integer(11) != 0)
  }

  private func reason(
    _ query: PreparedStatement, _ first: Int32
  ) throws -> HeldRecord.Reason {
    switch query.text(first) {
    case "cause":
      .cause(
        LogPosition(
          log: LogID(bytes: query.uuid(first + 1)), sequence: try query.number(first + 2),
          epoch: query.isNull(first + 4) ? 1 : try query.number(first + 4)))
    case "fault": .fault(query.text(first + 3))
    default: .order
    }
  }
}
