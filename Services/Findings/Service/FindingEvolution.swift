import Domain
import Events
import Foundation
import GRDB
import Log
import Security
import ServiceRuntime

/// Brings findings' tables to where an event of a finding leaves them.
struct FindingEvolution {
  let database: Database

  func apply(_ record: OwnRecord) throws {
    if record.isEvent(FindingReported.self) {
      let event: FindingReported = try record.data()
      return try insert(event.snapshot, original: Array(event.original.utf8), at: record.sequence)
    }
    guard let snapshot = try snapshot(in: record) else { return }
    try database.cachedStatement(
      sql: "UPDATE finding SET state = ?, latest_record = ? WHERE id = ?"
    ).execute(arguments: [
      snapshot.state.rawValue, Int64(record.sequence), Data(snapshot.finding.bytes.array),
    ])
    try index(snapshot)
  }

  /// - Returns: `nil` for a record that is no step of a finding.
  private func snapshot(in record: OwnRecord) throws -> FindingSnapshot? {
    switch record.header.typeCode {
    case FindingAmended.type.code: try record.data(FindingAmended.self).snapshot
    case FindingTested.type.code: try record.data(FindingTested.self).snapshot
    case FindingWithdrawn.type.code: try record.data(FindingWithdrawn.self).snapshot
    case FindingClosed.type.code: try record.data(FindingClosed.self).snapshot
    case FindingOpened.type.code: try record.data(FindingOpened.self).snapshot
    default: nil
    }
  }

  private func insert(
    _ snapshot: FindingSnapshot, original: [UInt8], at record: UInt64
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO finding (id, number, state, reporter, received_at, report_digest,
          report_record, latest_record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
        """
    ).execute(arguments: [
      Data(snapshot.finding.bytes.array), snapshot.number, snapshot.state.rawValue,
      snapshot.reporter.rawValue, snapshot.receivedAt.milliseconds,
      Data(FindingStore.digest(of: original, by: snapshot.reporter)), Int64(record),
    ])
    try count(snapshot.number)
    try index(snapshot)
  }

  private func count(_ text: String) throws {
    guard let number = RecordNumber(text) else {
      throw LogError(.damaged, "A finding has no lawful number: \(text.prefix(40)).")
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO finding_counter (year, last) VALUES (?, ?)
        ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)
        """
    ).execute(arguments: [number.year, number.ordinal])
  }

  private func index(_ snapshot: FindingSnapshot) throws {
    var keys: Set<[String]> = [["state", snapshot.state.rawValue]]
    for unit in snapshot.owners + [snapshot.reporter] { keys.insert(["unit", unit.rawValue]) }
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
    for key in keys { try insert.execute(arguments: [key[0], key[1], finding]) }
  }
}

extension FindingStore {
  /// What tells a report that comes again from another one under the same identifier.
  static func digest(of document: [UInt8], by reporter: UnitID) -> [UInt8] {
    (Array(reporter.rawValue.utf8) + [0] + document).withUnsafeBytes {
      Hashing.blake2b256($0).array
    }
  }
}
