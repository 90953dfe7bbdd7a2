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
      database.cachedStatement(sql: "SELECT number FROM watched_case WHERE finding = ?"),
      arguments: [key(finding)])
  }

  /// The next number of the year, such as `K-2026-000123`.
  func nextCaseNumber(at time: Timestamp, epoch: UInt64) throws -> String {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT last FROM case_counter WHERE year = ?"),
      arguments: [year])
    return RecordNumber(
      prefix: "K", year: year, ordinal: (last ?? 0) + 1, epoch: epoch
    ).description
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

  func key(_ finding: ID<Finding>) -> Data { Data(finding.bytes.array) }
}
