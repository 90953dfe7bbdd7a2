import Domain
import Events
import Foundation
import GRDB
import Log

/// The findings' tables: the present snapshot of each finding, all its versions, and what is needed
/// to list them.
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
  func nextNumber(at time: Timestamp) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database,
      sql: """
        INSERT INTO finding_counter (year, last) VALUES (?, 1)
        ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last
        """,
      arguments: [year])
    return RecordNumber(prefix: "F", year: year, ordinal: last ?? 1).description
  }

  /// - Parameter reference: an identifier or a number.
  /// - Throws: `Refusal` of code not-found.
  func find(_ reference: String) throws -> FindingSnapshot {
    let payload: Data?
    if let id = ID<Finding>(reference) {
      payload = try Data.fetchOne(
        database, sql: "SELECT snapshot FROM finding WHERE id = ?",
        arguments: [Data(id.bytes.array)])
    } else {
      payload = try Data.fetchOne(
        database, sql: "SELECT snapshot FROM finding WHERE number = ?",
        arguments: [reference.uppercased()])
    }
    guard let payload else {
      throw Refusal(
        .notFound, field: "finding", rule: "unknown-finding",
        ["value": String(reference.prefix(64))])
    }
    return try EventCoding.decode(FindingSnapshot.self, from: Array(payload))
  }

  /// The report that made a finding: the digest of what was sent, and the record's number.
  struct Report {
    var digest: [UInt8]
    var sequence: UInt64
  }

  /// - Returns: `nil` when there is no such finding.
  func report(of id: ID<Finding>) throws -> Report? {
    try Row.fetchOne(
      database, sql: "SELECT report_digest, sequence FROM finding WHERE id = ?",
      arguments: [Data(id.bytes.array)]
    ).map { row in
      let digest: Data = row["report_digest"]
      let sequence: Int64 = row["sequence"]
      return Report(digest: Array(digest), sequence: UInt64(sequence))
    }
  }

  func insert(
    _ snapshot: FindingSnapshot, report: Report, owners: [UnitID], step: Step,
    at time: Timestamp
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO finding
          (id, number, state, reporter, received_at, snapshot, report_digest, sequence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        Data(snapshot.finding.bytes.array), snapshot.number, snapshot.state.rawValue,
        snapshot.reporter.rawValue, snapshot.receivedAt.milliseconds,
        Data(try EventCoding.encode(snapshot)), Data(report.digest),
        Int64(report.sequence),
      ])
    try insertVersion(snapshot, step: step, at: time)
    try index(snapshot, owners: owners)
  }

  func update(
    _ snapshot: FindingSnapshot, owners: [UnitID], step: Step, at time: Timestamp
  ) throws {
    try database.execute(
      sql: "UPDATE finding SET state = ?, snapshot = ? WHERE id = ?",
      arguments: [
        snapshot.state.rawValue, Data(try EventCoding.encode(snapshot)),
        Data(snapshot.finding.bytes.array),
      ])
    try insertVersion(snapshot, step: step, at: time)
    try index(snapshot, owners: owners)
  }

  /// Every step of a finding, oldest first.
  func history(of id: ID<Finding>) throws -> [FindingView.Version] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT version, step, at, unit, changes, reason, snapshot FROM finding_version
        WHERE finding = ? ORDER BY ordinal
        """,
      arguments: [Data(id.bytes.array)]
    ).map { row in
      let payload: Data = row["snapshot"]
      let snapshot = try EventCoding.decode(FindingSnapshot.self, from: Array(payload))
      let changes: String = row["changes"]
      return FindingView.Version(
        version: row["version"], step: row["step"], state: snapshot.state,
        at: TimeText(Timestamp(milliseconds: row["at"])), by: UnitID(row["unit"]),
        changes: changes.split(separator: "\n").map(String.init), reason: row["reason"])
    }
  }

  /// A page of findings with all of the given keys, newest number first.
  func list(
    keys: [(kind: String, value: String)], before number: String?, limit: Int
  ) throws -> [FindingSnapshot] {
    var sql = "SELECT f.snapshot FROM finding f WHERE 1"
    var arguments: [any DatabaseValueConvertible] = []
    for key in keys {
      sql += " AND f.number IN (SELECT number FROM finding_key WHERE kind = ? AND value = ?)"
      arguments += [key.kind, key.value]
    }
    if let number {
      sql += " AND f.number < ?"
      arguments.append(number)
    }
    sql += " ORDER BY f.number DESC LIMIT ?"
    arguments.append(limit)
    return try Data.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)).map {
      try EventCoding.decode(FindingSnapshot.self, from: Array($0))
    }
  }

  private func insertVersion(_ snapshot: FindingSnapshot, step: Step, at time: Timestamp) throws {
    try database.execute(
      sql: """
        INSERT INTO finding_version
          (finding, ordinal, version, step, at, unit, changes, reason, snapshot, original)
        SELECT ?1, 1 + (SELECT count(*) FROM finding_version WHERE finding = ?1),
          ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
        """,
      arguments: [
        Data(snapshot.finding.bytes.array), snapshot.version, step.name, time.milliseconds,
        step.unit.rawValue, step.changes.joined(separator: "\n"), step.reason,
        Data(try EventCoding.encode(snapshot)), step.original.map { Data($0) },
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
    try database.execute(
      sql: "DELETE FROM finding_key WHERE finding = ?",
      arguments: [Data(snapshot.finding.bytes.array)])
    for key in keys {
      try database.execute(
        sql: "INSERT INTO finding_key (kind, value, number, finding) VALUES (?, ?, ?, ?)",
        arguments: [key[0], key[1], snapshot.number, Data(snapshot.finding.bytes.array)])
    }
  }
}
