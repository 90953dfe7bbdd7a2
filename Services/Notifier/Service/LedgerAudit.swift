import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Checks the ledger for `verify`: every message that the log says was posted stands in its mailbox,
/// once, and nothing else does.
struct LedgerAudit {
  let database: Database

  func faults() throws -> [ServiceFault] {
    try numbering() + heads() + againstLog()
  }

  /// Positions run 1, 2, 3 … in each mailbox.
  private func numbering() throws -> [ServiceFault] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT unit, count(*) AS count, max(position) AS last, min(position) AS first
        FROM message GROUP BY unit HAVING count != last OR first != 1
        """
    ).map { row in
      let unit: String = row["unit"]
      let last: Int64 = row["last"]
      return ServiceFault(
        name: "mailbox-gap", detail: "the mailbox of \(unit) is not numbered 1 to \(last)")
    }
  }

  private func heads() throws -> [ServiceFault] {
    try String.fetchAll(
      database,
      sql: """
        SELECT mailbox.unit FROM mailbox
        WHERE head != (SELECT coalesce(max(position), 0) FROM message WHERE unit = mailbox.unit)
        """
    ).map { ServiceFault(name: "mailbox-head", detail: "the head of \($0)'s mailbox is wrong") }
  }

  /// The events `message.posted` and the rows of the mailboxes say the same.
  private func againstLog() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    var posted = 0
    let payloads = try Row.fetchCursor(
      database, sql: "SELECT seq, header, payload FROM log_record ORDER BY seq")
    while let row = try payloads.next() {
      let header: Data = row["header"]
      let type = try RecordHeader(bytes: Array(header)).typeCode
      guard type == MessagesPosted.type.code else { continue }
      let payload: Data = row["payload"]
      let event = try EventCoding.decode(Event<MessagesPosted>.self, from: Array(payload))
      posted += event.data.entries.count
      for entry in event.data.entries where try !isStored(entry) {
        let number: Int64 = row["seq"]
        faults.append(
          ServiceFault(
            name: "message-missing",
            detail: "record \(number) posted \(entry.number) to \(entry.unit), "
              + "which is not at position \(entry.position) of its mailbox"))
      }
    }
    let stored = try Int.fetchOne(database, sql: "SELECT count(*) FROM message") ?? 0
    if stored != posted, faults.isEmpty {
      faults.append(
        ServiceFault(
          name: "message-unposted",
          detail: "the mailboxes hold \(stored) messages, the log posted \(posted)"))
    }
    return faults
  }

  private func isStored(_ entry: MessagesPosted.Entry) throws -> Bool {
    let id = try Data.fetchOne(
      database, sql: "SELECT id FROM message WHERE unit = ? AND position = ?",
      arguments: [entry.unit.rawValue, Int64(entry.position)])
    return id == Data(entry.message.bytes.array)
  }
}
