import Domain
import Events
import Foundation
import GRDB
import ServiceRuntime

/// Checks the ledger for `verify`: every message that the log says was posted stands in its mailbox,
/// once, and nothing else does; a mailbox is numbered without gaps; an entry says what its row says.
struct LedgerAudit {
  let audit: ServiceAudit

  private var database: Database { audit.database }

  func faults() throws -> [ServiceFault] {
    try numbering() + heads() + againstLog() + entries() + causes()
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
      let last: Int64 = try row.stored("last")
      return ServiceFault("mailbox-gap", ["unit": row["unit"], "last": String(last)])
    }
  }

  /// The head is the last position, and nothing behind it was delivered.
  private func heads() throws -> [ServiceFault] {
    try String.fetchAll(
      database,
      sql: """
        SELECT mailbox.unit FROM mailbox WHERE delivered > head
          OR head != (SELECT coalesce(max(position), 0) FROM message WHERE unit = mailbox.unit)
        UNION SELECT DISTINCT unit FROM message WHERE unit NOT IN (SELECT unit FROM mailbox)
        ORDER BY 1
        """
    ).map { ServiceFault("mailbox-head", ["unit": $0]) }
  }

  /// The events `message.posted` and the rows of the mailboxes say the same.
  private func againstLog() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    var posted = 0
    try audit.forEachRecord(of: [MessagesPosted.type.code]) { record in
      guard let post = AuditedPost(payload: record.payload) else {
        faults.append(ServiceFault("event", at: record.sequence))
        return
      }
      posted += post.entries.count
      for entry in post.entries where try !isStored(entry) {
        faults.append(
          ServiceFault(
            "message-missing", at: record.sequence,
            [
              "number": entry.number, "unit": entry.unit,
              "position": String(entry.position),
            ]))
      }
    }
    let stored = try Int.fetchOne(database, sql: "SELECT count(*) FROM message") ?? 0
    if stored != posted, faults.isEmpty {
      faults.append(
        ServiceFault("message-unposted", ["stored": String(stored), "posted": String(posted)]))
    }
    return faults
  }

  private func isStored(_ entry: AuditedPost.Entry) throws -> Bool {
    let id = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM message WHERE unit = ? AND position = ?"),
      arguments: [entry.unit, entry.position])
    return id == Data(entry.message.bytes.array)
  }

  /// What a unit reads is what the row says.
  private func entries() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT unit, position, id, number, kind, finding, entry FROM message")
    while let row = try rows.next() {
      let position: Int64 = try row.stored("position")
      if try !isRight(row, position) {
        faults.append(
          ServiceFault(
            "message-column", ["unit": row["unit"], "position": String(position)]))
      }
    }
    return faults
  }

  private func isRight(_ row: Row, _ position: Int64) throws -> Bool {
    let payload: Data = try row.stored("entry")
    guard let entry = try? EventCoding.decode(AuditedEntry.self, from: Array(payload)) else {
      return false
    }
    let (id, finding): (Data, Data?) = (try row.stored("id"), row["finding"])
    let (number, kind): (String, String) = try (row.stored("number"), row.stored("kind"))
    return Data(entry.message.bytes.array) == id && entry.number == number && entry.kind == kind
      && entry.position == position && entry.finding.map { Data($0.bytes.array) } == finding
  }

  /// What the check reads of what a unit reads.
  private struct AuditedEntry: Decodable {
    let position: Int64
    let message: ID<Message>
    let number: String
    let kind: String
    let finding: ID<Finding>?
  }

  /// Nobody is told because of a record that was never applied.
  private func causes() throws -> [ServiceFault] {
    try ServiceName.notifier.follows.filter { !audit.isRestored($0) }.flatMap { source in
      try Row.fetchAll(
        database,
        sql: """
          SELECT unit, position, source_sequence FROM message
          WHERE source = ? AND source_sequence > ?
          """,
        arguments: [source.rawValue, Int64(clamping: audit.position(in: source))]
      ).map { row in
        let (position, sequence): (Int64, Int64) = try (
          row.stored("position"), row.stored("source_sequence")
        )
        return ServiceFault(
          "message-cause",
          [
            "unit": row["unit"], "position": String(position), "source": source.rawValue,
            "sequence": String(sequence),
          ])
      }
    }
  }
}
