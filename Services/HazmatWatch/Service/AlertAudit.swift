import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Checks watch's tables for `verify`: each alert of the log is a row and the reverse, and each
/// finding is known as the log of findings has it, with an alert when it stands.
struct AlertAudit {
  let audit: ServiceAudit

  private static let alerts: Set<UInt32> = [
    AlertRaised.type.code, AlertUpdated.type.code, AlertWithdrawn.type.code,
  ]
  private static let findings: Set<UInt32> = [
    FindingReported.type.code, FindingAmended.type.code, FindingTested.type.code,
    FindingWithdrawn.type.code, FindingClosed.type.code, FindingOpened.type.code,
  ]

  func faults() throws -> [ServiceFault] { try rows() + listed() + known() }

  private func rows() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let rows = try Row.fetchCursor(
      audit.database,
      sql: """
        SELECT alert.finding, alert.version, alert.id, alert.record, log_record.payload
        FROM alert LEFT JOIN log_record ON log_record.seq = alert.record ORDER BY alert.record
        """)
    while let row = try rows.next() {
      let payload: Data? = row["payload"]
      let (id, finding): (Data, Data) = try (row.stored("id"), row.stored("finding"))
      let version: Int64 = try row.stored("version")
      guard let payload, let content = AuditedAlert(payload: Array(payload)),
        Data(content.alert.bytes.array) == id, Data(content.finding.bytes.array) == finding,
        content.version == version
      else {
        let record: Int64 = try row.stored("record")
        faults.append(ServiceFault("alert-column", at: UInt64(clamping: record)))
        continue
      }
    }
    return faults
  }

  private func listed() throws -> [ServiceFault] {
    let known = Set(try Int64.fetchAll(audit.database, sql: "SELECT record FROM alert"))
    var faults: [ServiceFault] = []
    try audit.forEachRecord(of: AlertAudit.alerts) { record in
      if !known.contains(Int64(clamping: record.sequence)) {
        faults.append(ServiceFault("alert-missing", at: record.sequence))
      }
    }
    return faults
  }

  /// The last event of each finding, as far as it was applied, is the one that is known here.
  private func known() throws -> [ServiceFault] {
    guard let log = try audit.log(of: .findings) else { return [] }
    let waiting = try audit.waitingSubjects(of: .findings)
      .union(audit.missingSubjects(of: .findings))
    var latest: [UUIDBytes: UInt64] = [:]
    try log.forEachRecord(of: AlertAudit.findings) {
      if $0.subject != .zero, !waiting.contains($0.subject) { latest[$0.subject] = $0.sequence }
    }
    var faults: [ServiceFault] = []
    try log.forEachRecord(of: AlertAudit.findings) { record in
      guard latest[record.subject] == record.sequence else { return }
      if let name = try fault(of: record) {
        faults.append(
          ServiceFault(
            name,
            [
              "finding": ID<Finding>(bytes: record.subject).description,
              "sequence": String(record.sequence),
            ]))
      }
    }
    return faults
  }

  private func fault(of record: StoredRecord) throws -> String? {
    let key = Data(record.subject.array)
    let event = try Data.fetchOne(
      audit.database.cachedStatement(sql: "SELECT event FROM watched_finding WHERE id = ?"),
      arguments: [key])
    guard event == Data(record.payload) else { return "finding-unwatched" }
    let state = AuditedFinding(payload: record.payload).map { FindingState(rawValue: $0.state) }
    guard let state, state.isStanding else { return nil }
    let hasAlert = try Bool.fetchOne(
      audit.database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM alert WHERE finding = ?)"),
      arguments: [key])
    return hasAlert == true ? nil : "finding-unalerted"
  }
}
