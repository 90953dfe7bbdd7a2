import Domain
import Events
import Foundation
import GRDB
import Log

/// The findings' tables: where each finding's versions stand in the log, and what is needed to list
/// them.
struct FindingStore {
  static let migration = Migration(2, file: PackageResources.findings_0002_sql)

  /// One step in a finding's life, as it is stored beside the version that it made.
  struct Step {
    var name: String
    var unit: UnitID
    var changes: [String] = []
    var reason: String?
    /// The document as it was received, byte for byte.
    var original: [UInt8]?
  }

  let database: Database

  /// The next number of the year, such as `F-2026-000123`.
  func nextNumber(at time: Timestamp, epoch: UInt64) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO finding_counter (year, last) VALUES (?, 1)
          ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last
          """),
      arguments: [year])
    return RecordNumber(prefix: "F", year: year, ordinal: last ?? 1, epoch: epoch).description
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

  func insert(
    _ snapshot: FindingSnapshot, report: Report, owners: [UnitID], step: Step,
    at time: Timestamp
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO finding (id, number, state, reporter, received_at, report_digest,
          report_record, latest_record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
        """
    ).execute(arguments: [
      Data(snapshot.finding.bytes.array), snapshot.number, snapshot.state.rawValue,
      snapshot.reporter.rawValue, snapshot.receivedAt.milliseconds, Data(report.digest),
      Int64(report.record),
    ])
    try insertVersion(snapshot, record: report.record, step: step, at: time)
    try index(snapshot, owners: owners)
  }

  /// - Parameter record: the number of the event that carries the new version.
  func update(
    _ snapshot: FindingSnapshot, record: UInt64, owners: [UnitID], step: Step,
    at time: Timestamp
  ) throws {
    try database.cachedStatement(
      sql: "UPDATE finding SET state = ?, latest_record = ? WHERE id = ?"
    ).execute(arguments: [
      snapshot.state.rawValue, Int64(record), Data(snapshot.finding.bytes.array),
    ])
    try insertVersion(snapshot, record: record, step: step, at: time)
    try index(snapshot, owners: owners)
  }

  /// Hands the steps of a finding that come after an ordinal to `take`, oldest first, until it
  /// returns `false`.
  func eachVersion(
    of id: ID<Finding>, after ordinal: Int, _ take: (Int, FindingView.Version) throws -> Bool
  ) throws {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT v.ordinal, v.version, v.step, v.at, v.unit, v.changes, v.reason,
            log_record.payload
          FROM finding_version v JOIN log_record ON log_record.seq = v.record
          WHERE v.finding = ? AND v.ordinal > ? ORDER BY v.ordinal
          """),
      arguments: [Data(id.bytes.array), ordinal])
    while let row = try rows.next() {
      let changes: String = row["changes"]
      let version = FindingView.Version(
        version: row["version"], step: row["step"],
        state: try snapshot(in: row["payload"]).state,
        at: TimeText(Timestamp(milliseconds: row["at"])), by: UnitID(row["unit"]),
        changes: changes.split(separator: "\n").map(String.init), reason: row["reason"])
      guard try take(row["ordinal"], version) else { return }
    }
  }

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

  private func insertVersion(
    _ snapshot: FindingSnapshot, record: UInt64, step: Step, at time: Timestamp
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO finding_version
          (finding, ordinal, version, step, at, unit, changes, reason, record, original)
        SELECT ?1, 1 + (SELECT count(*) FROM finding_version WHERE finding = ?1),
          ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
        """
    ).execute(arguments: [
      Data(snapshot.finding.bytes.array), snapshot.version, step.name, time.milliseconds,
      step.unit.rawValue, step.changes.joined(separator: "\n"), step.reason,
      Int64(record), step.original.map { Data($0) },
    ])
  }

  private func index(_ snapshot: FindingSnapshot, owners: [UnitID]) throws {
    var keys: Set<[String]> = [["state", snapshot.state.rawValue]]
    for unit in owners + [snapshot.reporter] { keys.insert(["unit", unit.rawValue]) }
    for region in snapshot.document.places.compactMap(\.region) {
      keys.insert(["region", region.rawValue])
      keys.insert(["region", region.province.rawValue])
    }
    for flag in snapshot.flags { keys.insert(["flag", flag.rawValue]) }
    let finding = Data(snapshot.finding.bytes.array)
    // A first version has no keys yet, and most findings have one version.
    if snapshot.version > 1 {
      try database.cachedStatement(sql: "DELETE FROM finding_key WHERE finding = ?")
        .execute(arguments: [finding])
    }
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO finding_key (kind, value, record, finding)
        SELECT ?1, ?2, report_record, id FROM finding WHERE id = ?3
        """)
    for key in keys {
      try insert.execute(arguments: [key[0], key[1], finding])
    }
  }
}
