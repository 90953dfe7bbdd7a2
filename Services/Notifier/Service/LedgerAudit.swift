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
      let last: Int64 = row["last"]
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
    try audit.forEachRecord(of: [MessagesPosted.type.code]) { sequence, payload in
      guard let event = try? EventCoding.decode(Event<MessagesPosted>.self, from: payload) else {
        faults.append(ServiceFault("event", at: sequence))
        return
      }
      posted += event.data.entries.count
      for entry in event.data.entries where try !isStored(entry) {
        faults.append(
          ServiceFault(
            "message-missing", at: sequence,
            [
              "number": entry.number, "unit": entry.unit.rawValue,
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

  private func isStored(_ entry: MessagesPosted.Entry) throws -> Bool {
    let id = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM message WHERE unit = ? AND position = ?"),
      arguments: [entry.unit.rawValue, Int64(entry.position)])
    return id == Data(entry.message.bytes.array)
  }

  /// What a unit reads is what the row says.
  private func entries() throws -> [ServiceFault] {
    var faults: [ServiceFault] = []
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT unit, position, id, number, kind, finding, entry FROM message")
    while let row = try rows.next() {
      let payload: Data = row["entry"]
      let id: Data = row["id"]
      let finding: Data? = row["finding"]
      let position: Int64 = row["position"]
      let entry = try? EventCoding.decode(InboxEntry.self, from: Array(payload))
      let isRight =
        entry.map {
          Data($0.message.bytes.array) == id && $0.number == row["number"]
            && $0.kind.rawValue == row["kind"] && $0.position == UInt64(clamping: position)
            && $0.finding.map { Data($0.bytes.array) } == finding
        } ?? false
      if !isRight {
        faults.append(
          ServiceFault(
            "message-column", ["unit": row["unit"], "position": String(position)]))
      }
    }
    return faults
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
        let (position, sequence): (Int64, Int64) = (row["position"], row["source_sequence"])
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
