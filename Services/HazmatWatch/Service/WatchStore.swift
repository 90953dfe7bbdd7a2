import Domain
import Events
import Foundation
import GRDB
import Log

/// Watch's tables: the findings it knows, the case of each, every alert with its frozen circle, and
/// who was ever told of a finding.
struct WatchStore {
  static let migration = Migration(2, file: PackageResources.watch_0002_sql)

  let database: Database

  func store(_ snapshot: FindingSnapshot) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO watched_finding (id, number, snapshot) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET snapshot = excluded.snapshot
        """
    ).execute(arguments: [
      key(snapshot.finding), snapshot.number, Data(try EventCoding.encode(snapshot)),
    ])
  }

  /// - Parameter reference: an identifier or a number; `nil` when watch has not heard of it yet.
  func finding(_ reference: String) throws -> FindingSnapshot? {
    let payload: Data?
    if let id = ID<Finding>(reference) {
      payload = try Data.fetchOne(
        database, sql: "SELECT snapshot FROM watched_finding WHERE id = ?", arguments: [key(id)])
    } else {
      payload = try Data.fetchOne(
        database, sql: "SELECT snapshot FROM watched_finding WHERE number = ?",
        arguments: [reference.uppercased()])
    }
    return try payload.map { try EventCoding.decode(FindingSnapshot.self, from: Array($0)) }
  }

  /// The number of the finding's case; `nil` while it has none.
  func caseNumber(of finding: ID<Finding>) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT case_number FROM watched_finding WHERE id = ?"),
      arguments: [key(finding)])
  }

  /// Opens the finding's case under the next number of the year.
  func openCase(of finding: ID<Finding>, at time: Timestamp) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO case_counter (year, last) VALUES (?, 1)
          ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last
          """),
      arguments: [year])
    let number = RecordNumber(prefix: "K", year: year, ordinal: last ?? 1).description
    try database.cachedStatement(
      sql: "UPDATE watched_finding SET case_number = ? WHERE id = ?"
    ).execute(arguments: [number, key(finding)])
    return number
  }

  /// Everyone who was told of any version, each with its latest entry.
  func told(of finding: ID<Finding>) throws -> [Recipient] {
    try Data.fetchAll(
      database.cachedStatement(
        sql: "SELECT recipient FROM told WHERE finding = ? ORDER BY unit"),
      arguments: [key(finding)]
    ).map { try EventCoding.decode(Recipient.self, from: Array($0)) }
  }

  /// Stores an alert with its circle, before anything is sent.
  func insert(_ content: AlertContent) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO alert (finding, ordinal, version, id, content)
        SELECT ?1, 1 + (SELECT count(*) FROM alert WHERE finding = ?1), ?2, ?3, ?4
        """
    ).execute(arguments: [
      key(content.finding), content.version, Data(content.alert.bytes.array),
      Data(try EventCoding.encode(content)),
    ])
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO told (finding, unit, recipient) VALUES (?, ?, ?)
        ON CONFLICT (finding, unit) DO UPDATE SET recipient = excluded.recipient
        """)
    for recipient in content.recipients {
      try statement.execute(arguments: [
        key(content.finding), recipient.unit.rawValue,
        Data(try EventCoding.encode(recipient.recipient)),
      ])
    }
  }

  /// The latest alert of a finding, or the latest of one of its versions.
  func alert(of finding: ID<Finding>, version: Int? = nil) throws -> AlertContent? {
    let payload = try Data.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT content FROM alert WHERE finding = ?1 AND (?2 IS NULL OR version = ?2)
          ORDER BY ordinal DESC LIMIT 1
          """),
      arguments: [key(finding), version])
    return try payload.map { try EventCoding.decode(AlertContent.self, from: Array($0)) }
  }

  private func key(_ finding: ID<Finding>) -> Data { Data(finding.bytes.array) }
}
