package import Domain

/// A record as its row has it, for checks that believe nothing but that its header can be read:
/// number and subject are the columns'.
package struct StoredRecord {
  package let sequence: UInt64
  package let subject: UUIDBytes
  package let header: RecordHeader
  package let payload: [UInt8]

  /// - Throws: `LogError.damaged` if the header cannot be read.
  init(_ query: PreparedStatement) throws {
    sequence = try query.number(0)
    subject = query.uuid(1)
    header = try LogConnection.header(query, column: 2)
    payload = query.blob(3)
  }
}

extension LogReader {
  /// Goes through the rows up to number `last` whose types are asked for, in order.
  /// - Throws: `LogError.damaged` at a header that cannot be read.
  package func forEachStoredRecord(
    of types: Set<UInt32>, through last: UInt64, _ body: (StoredRecord) throws -> Void
  ) throws {
    var position: Int64 = 0
    var isMore = true
    while isMore {
      let page = try read { statements in
        let query = try statements.statement(
          """
          SELECT seq, subject, header, payload FROM log_record
          WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 512
          """)
        try query.bind(1, position)
        try query.bind(2, Int64(clamping: last))
        return try query.all { try StoredRecord(query) }
      }
      for record in page where types.contains(record.header.typeCode) { try body(record) }
      isMore = !page.isEmpty
      position = page.last.map { Int64(clamping: $0.sequence) } ?? position
    }
  }

  /// The rows of a subject up to number `last`, in order; none for zero.
  /// - Throws: `LogError.damaged` at a header that cannot be read.
  package func storedRecords(subject: UUIDBytes, through last: UInt64) throws -> [StoredRecord] {
    guard subject != .zero else { return [] }
    return try read { statements in
      let query = try statements.statement(
        """
        SELECT seq, subject, header, payload FROM log_record
        WHERE subject = ? AND seq BETWEEN 1 AND ? ORDER BY seq
        """)
      try query.bindSubject(1, subject)
      try query.bind(2, Int64(clamping: last))
      return try query.all { try StoredRecord(query) }
    }
  }

  /// The header of row `sequence` as it stands; `nil` if there is no such row.
  package func storedHeader(at sequence: UInt64) throws -> [UInt8]? {
    try read { statements in
      let query = try statements.statement("SELECT header FROM log_record WHERE seq = ?")
      defer { query.reset() }
      try query.bind(1, Int64(clamping: sequence))
      return try query.row() ? query.blob(0) : nil
    }
  }

  /// Whether there are rows with numbers that no record has.
  func hasRowsBelowFirst() throws -> Bool {
    try read { statements in
      let query = try statements.statement(
        "SELECT EXISTS (SELECT 1 FROM log_record WHERE seq < 1)")
      defer { query.reset() }
      return try query.row() && query.integer(0) == 1
    }
  }

  /// Whether every header up to number `last` can be read.
  package func canReadHeaders(through last: UInt64) throws -> Bool {
    try read { statements in
      let query = try statements.statement(
        "SELECT header FROM log_record WHERE seq BETWEEN 1 AND ?")
      defer { query.reset() }
      try query.bind(1, Int64(clamping: last))
      while try query.row() {
        guard (try? RecordHeader(bytes: query.bytes(0))) != nil else { return false }
      }
      return true
    }
  }
}

/// A row of the log as it is stored, believed in nothing.
struct StoredRow {
  let sequence: Int64
  let subject: UUIDBytes
  let header: [UInt8]
  let payload: [UInt8]

  static func read(_ statements: StatementCache, after sequence: Int64, limit: Int) throws
    -> [StoredRow]
  {
    let query = try statements.statement(
      "SELECT seq, subject, header, payload FROM log_record WHERE seq > ? ORDER BY seq LIMIT ?")
    try query.bind(1, sequence)
    try query.bind(2, Int64(limit))
    return try query.all {
      StoredRow(
        sequence: query.integer(0), subject: query.uuid(1), header: query.blob(2),
        payload: query.blob(3))
    }
  }
}
