import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Brings watch's tables to where an alert, or a finding's event, leaves them.
extension WatchStore {
  /// Keeps an alert of the own log, and the case that the first of a finding opens.
  func keep(_ record: OwnRecord) throws {
    let content: AlertContent
    switch record.header.typeCode {
    case AlertRaised.type.code: content = try record.data(AlertRaised.self).content
    case AlertUpdated.type.code: content = try record.data(AlertUpdated.self).content
    case AlertWithdrawn.type.code: content = try record.data(AlertWithdrawn.self).content
    default: return
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO alert (finding, ordinal, version, id, record)
        SELECT ?1, 1 + (SELECT count(*) FROM alert WHERE finding = ?1), ?2, ?3, ?4
        """
    ).execute(arguments: [
      key(content.finding), content.version, Data(content.alert.bytes.array),
      Int64(record.sequence),
    ])
    try open(content)
  }

  private func open(_ content: AlertContent) throws {
    try database.cachedStatement(
      sql: "INSERT INTO watched_case (finding, number) VALUES (?, ?) ON CONFLICT DO NOTHING"
    ).execute(arguments: [key(content.finding), content.caseNumber])
    guard let number = RecordNumber(content.caseNumber) else {
      throw LogError(.damaged, "A case has no lawful number: \(content.caseNumber.prefix(40)).")
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO case_counter (year, last) VALUES (?, ?)
        ON CONFLICT (year) DO UPDATE SET last = max(last, excluded.last)
        """
    ).execute(arguments: [number.year, number.ordinal])
  }

  /// Keeps the latest event of a finding, byte for byte. One that its withdrawal has passed is not
  /// the latest any more.
  func keep(_ record: FollowedRecord) throws {
    guard !record.isOvertaken, let snapshot = try record.findingSnapshot() else { return }
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
    ).execute(arguments: [key(snapshot.finding), snapshot.number, Data(record.record.payload)])
  }
}

extension FollowedRecord {
  /// - Returns: `nil` for a record that is no event of a finding.
  fileprivate func findingSnapshot() throws -> FindingSnapshot? {
    switch record.header.typeCode {
    case FindingReported.type.code: try event(FindingReported.self).data.snapshot
    case FindingAmended.type.code: try event(FindingAmended.self).data.snapshot
    case FindingTested.type.code: try event(FindingTested.self).data.snapshot
    case FindingWithdrawn.type.code: try event(FindingWithdrawn.self).data.snapshot
    case FindingClosed.type.code: try event(FindingClosed.self).data.snapshot
    case FindingOpened.type.code: try event(FindingOpened.self).data.snapshot
    default: nil
    }
  }
}
