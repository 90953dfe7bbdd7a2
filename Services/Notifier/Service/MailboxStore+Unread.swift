import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// What units have not read: messages that were neither handed to them nor acknowledged.
extension MailboxStore {
  /// Where a message is, and when its unit read it; `nil` while it has not.
  struct Place {
    var unit: UnitID
    var position: UInt64
    var deliveredAt: Timestamp?
  }

  func place(of message: ID<Message>) throws -> Place {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT unit, position, delivered_at FROM message WHERE id = ?"),
      arguments: [Data(message.bytes.array)])
    guard let row else { throw LogError(.damaged, "The message \(message) is not there.") }
    let deliveredAt: Int64? = row["delivered_at"]
    return Place(
      unit: UnitID(row["unit"]), position: try number(row["position"]),
      deliveredAt: deliveredAt.map(Timestamp.init(milliseconds:)))
  }

  /// The first message that a unit must act on and has not read.
  func firstUnread(of unit: UnitID) throws -> (message: ID<Message>, createdAt: Timestamp)? {
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT entry, created_at FROM message
          WHERE unit = ?1 AND position > (SELECT delivered FROM mailbox WHERE unit = ?1)
            AND delivered_at IS NULL
          ORDER BY position
          """),
      arguments: [unit.rawValue])
    while let row = try rows.next() {
      let payload: Data = row["entry"]
      let entry = try EventCoding.decode(InboxEntry.self, from: Array(payload))
      guard entry.demandsAction else { continue }
      return (entry.message, Timestamp(milliseconds: row["created_at"]))
    }
    return nil
  }

  /// How many messages a unit with unread ones has not read, and since when the oldest waits.
  func unread(of unit: UnitID) throws -> (count: UInt64, since: Timestamp) {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT count(*) AS count, min(created_at) AS since FROM message
          WHERE unit = ?1 AND position > (SELECT delivered FROM mailbox WHERE unit = ?1)
            AND delivered_at IS NULL
          """),
      arguments: [unit.rawValue])
    guard let row, let since: Int64 = row["since"] else {
      throw LogError(.damaged, "The mailbox of \(unit) has nothing unread.")
    }
    return (try number(row["count"]), Timestamp(milliseconds: since))
  }

  /// The units of which it was told that they do not read, and that still have not.
  func unreadMail() throws -> [UnreadMail] {
    try String.fetchAll(
      database,
      sql: """
        SELECT message.unit FROM log_timer JOIN message ON message.id = log_timer.subject
        WHERE log_timer.kind = ? AND message.delivered_at IS NULL ORDER BY message.unit
        """,
      arguments: [UnreadWatch.told]
    ).map { name in
      let unread = try unread(of: UnitID(name))
      return UnreadMail(unit: UnitID(name), count: unread.count, since: unread.since)
    }
  }
}
