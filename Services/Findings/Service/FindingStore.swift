import Domain
import Events
import Foundation
import GRDB
import Log

/// The findings' tables: where each finding's versions stand in the log, and what is needed to list
/// them.
struct FindingStore {
  static let migration = Migration(2, file: PackageResources.findings_0002_sql)

  let database: Database

  /// The next number of the year, such as `F-2026-000123`.
  func nextNumber(at time: Timestamp, epoch: UInt64) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT last FROM finding_counter WHERE year = ?"),
      arguments: [year])
    return RecordNumber(
      prefix: "F", year: year, ordinal: (last ?? 0) + 1, epoch: epoch
    ).description
  }

  /// - Parameter reference: an identifier or a number.
  /// - Throws: `Refusal` of code not-found.
  func find(_ reference: String) throws -> FindingSnapshot {
    guard let snapshot = try known(reference) else { throw FindingStore.unknown(reference) }
    return snapshot
  }

  /// - Returns: `nil` when there is no such finding.
  func known(_ reference: String) throws -> FindingSnapshot? {
    let event: Data?
    if let id = ID<Finding>(reference) {
      event = try Data.fetchOne(
        database.cachedStatement(sql: "\(FindingStore.latestEvent) WHERE finding.id = ?"),
        arguments: [Data(id.bytes.array)])
    } else {
      event = try Data.fetchOne(
        database.cachedStatement(sql: "\(FindingStore.latestEvent) WHERE finding.number = ?"),
        arguments: [reference.uppercased()])
    }
    return try event.map { try snapshot(in: $0) }
  }

  static func unknown(_ reference: String) -> Refusal {
    Refusal(
      .notFound, field: "finding", rule: "unknown-finding",
      ["value": String(reference.prefix(64))])
  }

  private static let latestEvent = """
    SELECT log_record.payload FROM finding
    JOIN log_record ON log_record.seq = finding.latest_record
    """

  private func snapshot(in event: Data) throws -> FindingSnapshot {
    try EventCoding.decode(FindingEvent.self, from: Array(event)).snapshot
  }

  /// The report that made a finding: the digest of what was sent, and the record's number.
  struct Report {
    var digest: [UInt8]
    var record: UInt64
  }

  /// - Returns: `nil` when there is no such finding.
  func report(of id: ID<Finding>) throws -> Report? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT report_digest, report_record FROM finding WHERE id = ?"),
      arguments: [Data(id.bytes.array)]
    ).map { row in
      let digest: Data = row["report_digest"]
      let record: Int64 = row["report_record"]
      return Report(digest: Array(digest), record: UInt64(clamping: record))
    }
  }

  /// Hands the steps of a finding that stand behind a record of the log to `take`, oldest first and
  /// each with its record, until it returns `false`.
  func eachVersion(
    of id: ID<Finding>, after record: Int, _ take: (Int, FindingView.Version) throws -> Bool
  ) throws {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT seq, header, payload FROM log_record WHERE subject = ? AND seq > ? ORDER BY seq
          """),
      arguments: [Data(id.bytes.array), record])
    while let row = try rows.next() {
      let (stored, payload): (Data, Data) = (row["header"], row["payload"])
      let header = try RecordHeader(bytes: Array(stored))
      guard let step = FindingStore.steps[header.typeCode] else { continue }
      let event = try EventCoding.decode(FindingEvent.self, from: Array(payload))
      let version = FindingView.Version(
        version: event.snapshot.version, step: step, state: event.snapshot.state,
        at: TimeText(header.time), by: event.by, changes: event.changes, reason: event.reason)
      guard try take(row["seq"], version) else { return }
    }
  }

  /// The name of the step that each event of a finding records.
  static let steps: [UInt32: String] = [
    FindingReported.type.code: "reported", FindingAmended.type.code: "amended",
    FindingTested.type.code: "tested", FindingWithdrawn.type.code: "withdrawn",
    FindingClosed.type.code: "closed", FindingOpened.type.code: "opened",
  ]

  /// What findings are searched by.
  struct Key: Hashable {
    var kind: String
    var value: String
  }

  /// A finding that the list comes to.
  struct Listed {
    /// The record that reported it: findings are listed down these.
    var record: Int64
    var latestRecord: Int64
    /// Whether it has all the keys that were asked for, and not only the one by which the list goes.
    var hasAllKeys: Bool
  }

  /// Hands the findings with the rarest of the given keys to `take`, newest first, until it returns
  /// `false`.
  ///
  /// Looks the other keys up for each, so that a page costs as little after ten years as in the
  /// first week.
  func eachFinding(
    keys: [Key], before cursor: FindingCursor, _ take: (Listed) throws -> Bool
  ) throws {
    let keys = try keys.map { (key: $0, count: try frequency(of: $0)) }
      .sorted { $0.count < $1.count }.map(\.key)
    var arguments: [any DatabaseValueConvertible] = []
    for key in keys.dropFirst() + keys.prefix(1) { arguments += [key.kind, key.value] }
    arguments.append(cursor.before)
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: FindingStore.listQuery(keyCount: keys.count)),
      arguments: StatementArguments(arguments))
    while let row = try rows.next() {
      let listed = Listed(
        record: row["record"], latestRecord: row["latest_record"], hasAllKeys: row["has_all"])
      guard try take(listed) else { return }
    }
  }

  /// The arguments are the further keys, the first key and the record before which it begins.
  static func listQuery(keyCount: Int) -> String {
    guard keyCount > 0 else {
      return """
        SELECT report_record AS record, latest_record, 1 AS has_all FROM finding
        WHERE report_record < ? ORDER BY report_record DESC
        """
    }
    let others = (1..<keyCount).map { _ in
      """
      EXISTS (SELECT 1 FROM finding_key o
        WHERE o.kind = ? AND o.value = ? AND o.record = k.record)
      """
    }
    // CROSS JOIN keeps this order of the tables.
    return """
      SELECT k.record, finding.latest_record, \((others + ["1"]).joined(separator: " AND ")) AS has_all
      FROM finding_key k CROSS JOIN finding ON finding.id = k.finding
      WHERE k.kind = ? AND k.value = ? AND k.record < ? ORDER BY k.record DESC
      """
  }

  func latest(of listed: Listed) throws -> FindingSnapshot {
    let event = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT payload FROM log_record WHERE seq = ?"),
      arguments: [listed.latestRecord])
    guard let event else {
      throw LogError(.damaged, "Record \(listed.latestRecord) is missing.")
    }
    return try snapshot(in: event)
  }

  /// The record that reported a finding.
  func record(of id: ID<Finding>) throws -> Int64 {
    let record = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT report_record FROM finding WHERE id = ?"),
      arguments: [Data(id.bytes.array)])
    guard let record else { throw FindingStore.unknown(id.description) }
    return record
  }

  /// How many findings have a key, counted up to a thousand: above that it makes no difference.
  private func frequency(of key: Key) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT count(*) FROM
            (SELECT 1 FROM finding_key WHERE kind = ? AND value = ? LIMIT 1000)
          """),
      arguments: [key.kind, key.value]) ?? 0
  }
}
