import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// The fan-out ledger and the mailboxes: one row a message, numbered without gaps in each mailbox.
struct MailboxStore {
  static let migrations = [
    Migration(2, file: PackageResources.notifier_0002_sql),
    Migration(3, file: PackageResources.notifier_0003_sql),
  ]

  let database: Database

  /// The last position of a mailbox; 0 for one that never had a message.
  func head(of unit: UnitID) throws -> UInt64 {
    let head = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT head FROM mailbox WHERE unit = ?"),
      arguments: [unit.rawValue])
    return try number(head ?? 0)
  }

  /// Takes the next position of a mailbox, from 1.
  func nextPosition(of unit: UnitID) throws -> UInt64 {
    let head = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO mailbox (unit, head) VALUES (?, 1)
          ON CONFLICT (unit) DO UPDATE SET head = head + 1 RETURNING head
          """),
      arguments: [unit.rawValue])
    return try number(head ?? 1)
  }

  /// Takes the next `count` numbers of the year, such as `M-2026-000123`.
  func nextNumbers(_ count: Int, at time: Timestamp, epoch: UInt64) throws -> [String] {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          INSERT INTO message_counter (year, last) VALUES (?1, ?2)
          ON CONFLICT (year) DO UPDATE SET last = last + ?2 RETURNING last
          """),
      arguments: [year, count])
    let first = (last ?? count) - count + 1
    return (first..<first + count).map {
      RecordNumber(prefix: "M", year: year, ordinal: $0, epoch: epoch).description
    }
  }

  /// Stores a message at its position in its unit's mailbox.
  ///
  /// The ledger's uniqueness of (event, unit) makes a second message of the same cause impossible:
  /// a constraint stops the transaction rather than telling anyone twice.
  func post(_ entry: InboxEntry, to unit: UnitID, because cause: MessageCause) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO message (unit, position, id, number, source, source_sequence, event, kind,
          finding, entry, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      unit.rawValue, Int64(entry.position), Data(entry.message.bytes.array), entry.number,
      cause.source.rawValue, Int64(cause.sequence), cause.event.map { Data($0.bytes.array) },
      entry.kind.rawValue,
      entry.finding.map { Data($0.bytes.array) }, Data(try EventCoding.encode(entry)),
      entry.createdAt.timestamp?.milliseconds ?? 0,
    ])
  }

  /// Whether a unit has a message of this cause.
  func isTold(_ unit: UnitID, of event: ID<AnyEvent>) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM message WHERE event = ? AND unit = ?)"),
      arguments: [Data(event.bytes.array), unit.rawValue]) ?? false
  }

  /// The first alert of a finding in a mailbox: what an update or withdrawal refers to.
  ///
  /// Left to itself SQLite reads the whole mailbox in its order: 10 ms a message after 5,000.
  func firstAlert(of finding: ID<Finding>, to unit: UnitID) throws -> ID<Message>? {
    let id = try Data.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT id FROM message INDEXED BY message_of_finding
          WHERE finding = ? AND unit = ? AND kind = 'alert'
          ORDER BY position LIMIT 1
          """),
      arguments: [Data(finding.bytes.array), unit.rawValue])
    return id.map { ID(bytes: UUIDBytes(Array($0))) }
  }

  /// Everyone who has an alert or a task of a finding, with the first such message; sorted by unit.
  func firstMessages(of finding: ID<Finding>) throws -> [(unit: UnitID, message: ID<Message>)] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT unit, id, min(position) FROM message
          WHERE finding = ? AND kind IN ('alert', 'task') GROUP BY unit ORDER BY unit
          """),
      arguments: [Data(finding.bytes.array)]
    ).map { row in
      let id: Data = row["id"]
      return (UnitID(row["unit"]), ID(bytes: UUIDBytes(Array(id))))
    }
  }

  /// Whether anyone has been told that the finding does not stand.
  func isWithdrawn(_ finding: ID<Finding>) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM message WHERE finding = ? AND kind = 'withdrawal')"),
      arguments: [Data(finding.bytes.array)]) ?? false
  }

  /// Whether the last that a unit was told of a finding is that it does not stand.
  func isTakenBack(_ finding: ID<Finding>, from unit: UnitID) throws -> Bool {
    let kind = try String.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT kind FROM message INDEXED BY message_of_finding
          WHERE finding = ? AND unit = ? AND kind IN ('alert', 'update', 'withdrawal')
          ORDER BY position DESC LIMIT 1
          """),
      arguments: [Data(finding.bytes.array), unit.rawValue])
    return kind == MessageKind.withdrawal.rawValue
  }

  /// The last position that was handed to the unit.
  func delivered(to unit: UnitID) throws -> UInt64 {
    let delivered = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT delivered FROM mailbox WHERE unit = ?"),
      arguments: [unit.rawValue])
    return try number(delivered ?? 0)
  }

  static let readQuery = """
    SELECT entry, acknowledged_at FROM message WHERE unit = ? AND position > ? ORDER BY position
    """

  /// Hands the messages of a mailbox behind a position to `take`, in order, until it returns
  /// `false`.
  func eachEntry(
    of unit: UnitID, after position: UInt64, _ take: (InboxEntry) throws -> Bool
  ) throws {
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: MailboxStore.readQuery),
      arguments: [unit.rawValue, Int64(clamping: position)])
    while let row = try rows.next() {
      guard try take(entry(row)) else { return }
    }
  }

  /// - Parameter reference: a message's identifier or number.
  func find(_ reference: String) throws -> (unit: UnitID, entry: InboxEntry) {
    let sql = "SELECT unit, entry, acknowledged_at FROM message WHERE "
    let row: Row?
    if let id = ID<Message>(reference) {
      row = try Row.fetchOne(
        database, sql: sql + "id = ?", arguments: [Data(id.bytes.array)])
    } else {
      row = try Row.fetchOne(
        database, sql: sql + "number = ?", arguments: [reference.uppercased()])
    }
    guard let row else { throw MailboxStore.unknown(reference) }
    return (UnitID(row["unit"]), try entry(row))
  }

  static func unknown(_ reference: String) -> Refusal {
    Refusal(
      .notFound, field: "message", rule: "unknown-message",
      ["value": String(reference.prefix(64))])
  }

  /// What the messages about a finding say of who may know of it; `nil` when there is none. It is open
  /// for good once one of them is.
  func rightsSubject(of finding: ID<Finding>) throws -> RightsSubject? {
    let entries = try Data.fetchAll(
      database.cachedStatement(
        sql: "SELECT entry FROM message WHERE finding = ? ORDER BY created_at, number"),
      arguments: [Data(finding.bytes.array)]
    ).map { try EventCoding.decode(InboxEntry.self, from: Array($0)) }
    guard let last = entries.last else { return nil }
    let isOpen = entries.contains { $0.confidential == nil }
    return RightsSubject(
      reporter: last.confidential?.reporter, confidential: isOpen ? nil : last.confidential)
  }

  func acknowledge(_ unit: UnitID, _ position: UInt64, at time: Timestamp) throws {
    try database.execute(
      sql: """
        UPDATE message SET acknowledged_at = ?, delivered_at = coalesce(delivered_at, ?)
        WHERE unit = ? AND position = ? AND acknowledged_at IS NULL
        """,
      arguments: [time.milliseconds, time.milliseconds, unit.rawValue, Int64(position)])
  }

  /// Notes that a page was handed to its unit for the first time.
  func markDelivered(_ unit: UnitID, through position: UInt64, at time: Timestamp) throws {
    try database.cachedStatement(
      sql: """
        UPDATE message SET delivered_at = ?1
        WHERE unit = ?2 AND position <= ?3 AND delivered_at IS NULL
          AND position > (SELECT delivered FROM mailbox WHERE unit = ?2)
        """
    ).execute(arguments: [time.milliseconds, unit.rawValue, Int64(clamping: position)])
    try database.cachedStatement(
      sql: "UPDATE mailbox SET delivered = min(head, max(delivered, ?)) WHERE unit = ?"
    ).execute(arguments: [Int64(clamping: position), unit.rawValue])
  }

  /// How many messages of each mailbox its unit was never handed and has not acknowledged; without
  /// empty ones.
  func waiting() throws -> [String: UInt64] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT message.unit AS unit, count(*) AS count FROM mailbox CROSS JOIN message
        ON message.unit = mailbox.unit AND message.position > mailbox.delivered
        WHERE mailbox.head > mailbox.delivered AND message.delivered_at IS NULL
        GROUP BY message.unit
        """)
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let count: Int64 = row["count"]
        return (row["unit"] as String, UInt64(clamping: count))
      })
  }

  /// The messages about a finding, for `trace`, by unit and position.
  /// - Parameter last: where the page before ended; `nil` for the first.
  func deliveries(
    of finding: ID<Finding>, after last: MailPlace?, limit: Int
  ) throws -> [TraceAnswer.Delivery] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT unit, position, id, kind, created_at, delivered_at, acknowledged_at FROM message
          WHERE finding = ? AND (unit, position) > (?, ?) ORDER BY unit, position LIMIT ?
          """),
      arguments: [
        Data(finding.bytes.array), last?.unit.rawValue ?? "",
        Int64(clamping: last?.position ?? 0), limit,
      ]
    ).map { row in
      let id: Data = row["id"]
      guard id.count == 16 else {
        throw LogError(.damaged, "A stored message has no identifier.")
      }
      return TraceAnswer.Delivery(
        unit: UnitID(row["unit"]), position: try number(row["position"]),
        message: ID(bytes: UUIDBytes(Array(id))), kind: row["kind"],
        storedAt: TimeText(Timestamp(milliseconds: row["created_at"])),
        deliveredAt: time(row["delivered_at"]), acknowledgedAt: time(row["acknowledged_at"]))
    }
  }

  func number(_ stored: Int64) throws -> UInt64 {
    guard let number = UInt64(exactly: stored) else {
      throw LogError(.damaged, "A stored position is negative: \(stored).")
    }
    return number
  }

  private func entry(_ row: Row) throws -> InboxEntry {
    let payload: Data = row["entry"]
    var entry = try EventCoding.decode(InboxEntry.self, from: Array(payload))
    entry.acknowledgedAt = time(row["acknowledged_at"])
    return entry
  }

  private func time(_ milliseconds: Int64?) -> TimeText? {
    milliseconds.map { TimeText(Timestamp(milliseconds: $0)) }
  }
}
