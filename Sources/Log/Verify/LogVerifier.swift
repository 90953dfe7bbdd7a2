import Domain
import Events
import Security

/// Proves a log's file, read-only, beside a running service or without one.
///
/// It reads every record: continuity from 1, each record's hash and chain, header against columns; then
/// the positions in followed logs and what waits. About 100,000 records a second.
package struct LogVerifier {
  /// A file with more faults than this is not examined further.
  package static let faultsMax = 100

  private let reader: LogReader
  private let checksPages: Bool

  /// - Parameter checksPages: also runs SQLite's `integrity_check`.
  package init(path: String, checksPages: Bool = true) throws {
    reader = try LogReader(path: path)
    self.checksPages = checksPages
  }

  /// - Throws: `LogError` if the file cannot be read at all.
  package func run() throws -> VerifyReport {
    try report(of: [
      { if checksPages { try verifyPages("integrity_check", &$0) } }, verifyRecords,
      verifyFollowing,
    ])
  }

  /// What a copy must withstand: SQLite's `quick_check`, which passes over the indexes' content, and
  /// every record with its chain.
  /// - Throws: `LogError` if the file cannot be read at all.
  package func runOnPagesAndRecords() throws -> VerifyReport {
    try report(of: [{ try verifyPages("quick_check", &$0) }, verifyRecords])
  }

  private func report(of checks: [(inout VerifyReport) throws -> Void]) throws -> VerifyReport {
    let identity = reader.identity
    var report = VerifyReport(
      identity: identity,
      head: LogHead(log: identity.log, epoch: identity.epoch, sequence: 0, hash: .zero))
    for check in checks {
      do {
        try check(&report)
      } catch let error as LogError where error.code != .misuse {
        // SQLite cannot read on; what was found so far, and by the other checks, still counts.
        report.add(.pages, nil, "pages", ["detail": error.message])
      }
    }
    return report
  }

  private func verifyPages(_ pragma: String, _ report: inout VerifyReport) throws {
    let findings = try reader.read { statements in
      let query = try statements.statement("PRAGMA \(pragma)(10)")
      return try query.all { query.text(0) }
    }
    for finding in findings where finding != "ok" {
      report.add(.pages, nil, "pages", ["detail": finding])
    }
  }

  private func verifyRecords(_ report: inout VerifyReport) throws {
    if try reader.hasRowsBelowFirst() { report.add(.gap, 0, "gap-below") }
    var walk = ChainWalk(identity: report.identity)
    var isMore = true
    while isMore, report.faults.count < LogVerifier.faultsMax {
      let rows = try reader.read { try StoredRow.read($0, after: walk.row, limit: 512) }
      for row in rows where report.faults.count < LogVerifier.faultsMax {
        walk.examine(row, into: &report)
      }
      isMore = !rows.isEmpty
    }
  }

  private func verifyFollowing(_ report: inout VerifyReport) throws {
    // Positions last: beside a running service they go on while the rest is read.
    let waiting = Result { try held() }
    let applied = try lastApplied()
    let rows = try reader.read { try CursorTable(statements: $0).rows() }
    for row in rows {
      let isSound = row.cursor.map { ($0.sequence == 0) == ($0.hash == .zero) } ?? false
      if !isSound {
        report.add(
          .cursor, nil, "cursor",
          [
            "source": row.source, "sequence": row.cursor.map { String($0.sequence) } ?? "?",
            "hash": row.cursor.map { "\($0.hash)" } ?? "?",
          ])
      }
    }
    // What can be no position is none.
    let cursors = Dictionary(
      rows.compactMap { row in row.cursor.map { (row.source, $0) } }, uniquingKeysWith: { $1 })
    try verifyHeld(waiting, cursors, &report)
    for (source, last) in applied where last > Int64(clamping: cursors[source]?.sequence ?? 0) {
      report.add(.held, nil, "applied-beyond", ["source": source, "sequence": String(last)])
    }
    try verifyEffects(cursors, &report)
  }

  private func held() throws -> [(source: String, record: Record)] {
    try reader.read { statements in
      let query = try statements.statement(
        "SELECT source, header, payload FROM log_held ORDER BY id")
      return try query.all { (query.text(0), try query.record(header: 1, payload: 2)) }
    }
  }

  private func verifyHeld(
    _ result: Result<[(source: String, record: Record)], any Error>,
    _ cursors: [String: LogCursor], _ report: inout VerifyReport
  ) throws {
    let waiting: [(source: String, record: Record)]
    do {
      waiting = try result.get()
    } catch let error as LogError where error.code == .damaged {
      report.add(.held, nil, "held-unreadable", ["detail": error.message])
      return
    }
    for (source, record) in waiting {
      let header = record.header
      let place = ["source": source, "sequence": String(header.sequence)]
      guard let cursor = cursors[source], header.log == cursor.log,
        header.sequence <= cursor.sequence
      else {
        report.add(.held, nil, "held-beyond", place)
        continue
      }
      if !record.hasValidHash() { report.add(.held, nil, "held-damaged", place) }
    }
  }

  /// Every record up to the position has had its effect or waits. A log of which no row was ever
  /// written is one whose follower keeps none.
  private func verifyEffects(
    _ cursors: [String: LogCursor], _ report: inout VerifyReport
  ) throws {
    for (source, cursor) in cursors.sorted(by: { $0.key < $1.key }) where cursor.sequence > 0 {
      // What lies behind the place of an adoption under way may be among what is missing already.
      let last = min(cursor.sequence, try reader.adoptionPlace(of: source) ?? .max)
      let counts = try reader.read { statements in
        let query = try statements.statement(
          """
          SELECT (SELECT count(*) FROM log_applied WHERE source = ?1),
            (SELECT count(*) FROM (
              SELECT seq FROM log_applied WHERE source = ?1 AND seq BETWEEN 1 AND ?2
              UNION SELECT seq FROM log_held WHERE source = ?1 AND seq BETWEEN 1 AND ?2))
          """)
        defer { query.reset() }
        try query.bind(1, source)
        try query.bind(2, Int64(clamping: last))
        let isRow = try query.row()
        return (rows: isRow ? query.integer(0) : 0, seen: isRow ? query.integer(1) : 0)
      }
      let missing = Int64(clamping: last) - counts.seen
      if counts.rows > 0, missing > 0 {
        report.add(
          .applied, nil, "applied-missing",
          [
            "source": source, "count": String(missing), "sequence": String(last),
          ])
      }
    }
  }

  private func lastApplied() throws -> [(source: String, sequence: Int64)] {
    try reader.read { statements in
      let query = try statements.statement(
        "SELECT source, max(seq) FROM log_applied GROUP BY source ORDER BY source")
      return try query.all { (query.text(0), query.integer(1)) }
    }
  }
}
