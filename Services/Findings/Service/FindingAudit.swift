import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Checks the tables of findings for `verify`: a finding's row, its latest event and its list of
/// versions say the same.
struct FindingAudit {
  let audit: ServiceAudit

  func faults() throws -> [ServiceFault] {
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
      guard !isRight(row) else { continue }
      let record: Int64 = row["latest_record"]
      faults.append(
        ServiceFault("finding-column", at: UInt64(clamping: record), ["finding": row["number"]]))
    }
    return faults
  }

  private func isRight(_ row: Row) -> Bool {
    let payload: Data = row["payload"] ?? Data()
    guard
      let finding = try? EventCoding.decode(FindingEvent.self, from: Array(payload)).snapshot
    else { return false }
    let id: Data = row["id"]
    let (latest, report): (Int64, Int64) = (row["latest_record"], row["report_record"])
    let (first, last): (Int64?, Int64?) = (row["first"], row["last"])
    return Data(finding.finding.bytes.array) == id && finding.number == row["number"]
      && finding.state.rawValue == row["state"] && finding.reporter.rawValue == row["reporter"]
      && latest == last && report == first
  }
}
