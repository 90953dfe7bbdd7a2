import Domain
import Events
import Foundation
import GRDB
import Log
import Security
import ServiceRuntime

/// Checks the tables of findings for `verify`: a finding's row, its events and its list of versions
/// say the same.
struct FindingAudit {
  let audit: ServiceAudit

  /// The type of the event that each step makes.
  private static let steps: [String: UInt32] = [
    "reported": FindingReported.type.code, "amended": FindingAmended.type.code,
    "tested": FindingTested.type.code, "withdrawn": FindingWithdrawn.type.code,
    "closed": FindingClosed.type.code, "opened": FindingOpened.type.code,
  ]

  func faults() throws -> [ServiceFault] { try findings() + versions() + recorded() }

  private func findings() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let rows = try Row.fetchCursor(
      audit.database,
      sql: """
        SELECT finding.*, log_record.payload,
          (SELECT max(record) FROM finding_version WHERE finding = finding.id) AS last,
          (SELECT min(record) FROM finding_version WHERE finding = finding.id) AS first
        FROM finding LEFT JOIN log_record ON log_record.seq = finding.latest_record
        ORDER BY finding.number
        """)
    while let row = try rows.next() {
      guard try !isRight(row) else { continue }
      let record: Int64 = try row.stored("latest_record")
      faults.append(
        ServiceFault("finding-column", at: UInt64(clamping: record), ["finding": row["number"]]))
    }
    return faults
  }

  private func isRight(_ row: Row) throws -> Bool {
    let payload: Data? = row["payload"]
    guard let payload, let finding = AuditedFinding(payload: Array(payload)) else { return false }
    let (id, number): (Data, String) = try (row.stored("id"), row.stored("number"))
    let (state, reporter): (String, String) = try (row.stored("state"), row.stored("reporter"))
    let (latest, report): (Int64, Int64) = try (
      row.stored("latest_record"), row.stored("report_record")
    )
    let (first, last): (Int64?, Int64?) = (row["first"], row["last"])
    return Data(finding.finding.bytes.array) == id && finding.number == number
      && finding.state == state && finding.reporter == reporter
      && latest == last && report == first
  }

  /// Each version is the event that made it, and has the document that came with it.
  private func versions() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    var before: (finding: Data, ordinal: Int64, record: Int64)?
    let rows = try Row.fetchCursor(
      audit.database,
      sql: """
        SELECT v.finding, v.ordinal, v.version, v.step, v.record, v.original, finding.number, finding.reporter,
          finding.report_digest, log_record.subject, log_record.header, log_record.payload
        FROM finding_version v LEFT JOIN finding ON finding.id = v.finding
        LEFT JOIN log_record ON log_record.seq = v.record ORDER BY v.finding, v.ordinal
        """)
    while let row = try rows.next() {
      let (finding, ordinal): (Data, Int64) = try (row.stored("finding"), row.stored("ordinal"))
      let record: Int64 = try row.stored("record")
      let previous = before.flatMap { $0.finding == finding ? $0 : nil }
      let isNext = ordinal == (previous?.ordinal ?? 0) + 1 && record > previous?.record ?? 0
      if try !isNext || !isEvent(row) || !hasOriginal(row) {
        faults.append(
          ServiceFault(
            "finding-version", at: UInt64(clamping: record),
            [
              "finding": row["number"] ?? Hexadecimal.text(of: Array(finding)),
              "ordinal": String(ordinal),
            ]))
      }
      before = (finding, ordinal, record)
    }
    return faults
  }

  private func isEvent(_ row: Row) throws -> Bool {
    let (header, payload, subject): (Data?, Data?, Data?) = (
      row["header"], row["payload"], row["subject"]
    )
    let (step, ordinal): (String, Int64) = try (row.stored("step"), row.stored("ordinal"))
    let (version, id): (Int64, Data) = try (row.stored("version"), row.stored("finding"))
    guard let header, let type = try? RecordHeader(bytes: Array(header)).typeCode,
      let payload, let finding = AuditedFinding(payload: Array(payload))
    else { return false }
    return type == FindingAudit.steps[step] && subject == id && version == ordinal
      && finding.version == version
  }

  /// What came with a report is known by its digest; of an amendment only that something came.
  private func hasOriginal(_ row: Row) throws -> Bool {
    let original: Data? = row["original"]
    switch try row.stored("step") as String {
    case "reported":
      let (digest, reporter): (Data?, String?) = (row["report_digest"], row["reporter"])
      guard let original, let digest, let reporter else { return false }
      let content = Array(reporter.utf8) + [0] + Array(original)
      return Data(Hashing.blake2b256(content).array) == digest
    case "amended": return original != nil
    default: return original == nil
    }
  }

  /// Each event of a finding is a version.
  private func recorded() throws -> [ServiceFault] {
    let known = Set(
      try Int64.fetchAll(audit.database, sql: "SELECT record FROM finding_version"))
    var faults: [ServiceFault] = []
    try audit.forEachRecord(of: Set(FindingAudit.steps.values)) { record in
      if !known.contains(Int64(clamping: record.sequence)) {
        faults.append(ServiceFault("finding-missing", at: record.sequence))
      }
    }
    return faults
  }
}
