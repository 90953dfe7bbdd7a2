import Domain
import Events
import Foundation
import GRDB
import Log

/// Watch's tables: the findings it knows, the case of each, and every alert, whose frozen circle
/// stands in the log.
struct WatchStore {
  static let migration = Migration(2, file: PackageResources.watch_0002_sql)

  let database: Database

  /// - Parameter event: the event that brought the finding here, byte for byte.
  func store(_ snapshot: FindingSnapshot, event: [UInt8]) throws {
    // A number is whose the log of findings says: one that was lost with an older log, and has been
    // given to another finding since, is found by its identifier.
    try database.cachedStatement(
      sql: "UPDATE watched_finding SET number = 'lost:' || hex(id) WHERE number = ?1 AND id != ?2"
    ).execute(arguments: [snapshot.number, key(snapshot.finding)])
    try database.cachedStatement(
      sql: """
        INSERT INTO watched_finding (id, number, event) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET event = excluded.event, number = excluded.number
        """
    ).execute(arguments: [key(snapshot.finding), snapshot.number, Data(event)])
  }

  /// - Parameter reference: an identifier or a number; `nil` when watch has not heard of it yet.
  func finding(_ reference: String) throws -> FindingSnapshot? {
    let event: Data?
    if let id = ID<Finding>(reference) {
      event = try Data.fetchOne(
        database, sql: "SELECT event FROM watched_finding WHERE id = ?", arguments: [key(id)])
    } else {
      event = try Data.fetchOne(
        database,
        sql: "SELECT event FROM watched_finding WHERE number = ?",
        arguments: [reference.uppercased()])
    }
    return try event.map { try EventCoding.decode(FindingEvent.self, from: Array($0)).snapshot }
  }

  /// What decides who may read of a finding; `nil` when watch has not heard of it yet.
  func rightsSubject(of finding: ID<Finding>) throws -> RightsSubject? {
    guard var subject = try self.finding(finding.description)?.rightsSubject else { return nil }
    for recipient in try alert(of: finding)?.recipients ?? [] {
      subject.recipients[recipient.unit] = recipient.role
    }
    return subject
  }

  /// The number of the finding's case; `nil` while it has none.
  func caseNumber(of finding: ID<Finding>) throws -> String? {
    try String.fetchOne(
      database.cachedStatement(sql: "SELECT case_number FROM watched_finding WHERE id = ?"),
      arguments: [key(finding)])
  }

  /// Opens the finding's case under the next number of the year.
  func openCase(
    of finding: ID<Finding>, at time: Timestamp, epoch: UInt64
  ) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO case_counter (year, last) VALUES (?, 1)
          ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last
          """),
      arguments: [year])
    let number = RecordNumber(
      prefix: "K", year: year, ordinal: last ?? 1, epoch: epoch
    ).description
    try database.cachedStatement(
      sql: "UPDATE watched_finding SET case_number = ? WHERE id = ?"
    ).execute(arguments: [number, key(finding)])
    return number
  }

  /// - Parameter record: where the alert stands in this log.
  func insert(_ content: AlertContent, record: UInt64) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO alert (finding, ordinal, version, id, record)
        SELECT ?1, 1 + (SELECT count(*) FROM alert WHERE finding = ?1), ?2, ?3, ?4
        """
    ).execute(arguments: [
      key(content.finding), content.version, Data(content.alert.bytes.array), Int64(record),
    ])
  }

  /// The latest alert of a finding, or the latest of one of its versions.
  func alert(of finding: ID<Finding>, version: Int? = nil) throws -> AlertContent? {
    let event = try Data.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT log_record.payload FROM alert JOIN log_record ON log_record.seq = alert.record
          WHERE alert.finding = ?1 AND (?2 IS NULL OR alert.version = ?2)
          ORDER BY alert.ordinal DESC LIMIT 1
          """),
      arguments: [key(finding), version])
    return try event.map { try EventCoding.decode(AlertEvent.self, from: Array($0)).content }
  }

  private func key(_ finding: ID<Finding>) -> Data { Data(finding.bytes.array) }
}
