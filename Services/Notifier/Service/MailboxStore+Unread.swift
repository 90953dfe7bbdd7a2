import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// What units have not read: messages that were neither handed to them nor acknowledged.
extension MailboxStore {
  /// The first message that a unit must act on and has not read.
  func firstUnread(of unit: UnitID) throws -> (message: ID<Message>, createdAt: Timestamp)? {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT message.record, message.ordinal
          FROM mailbox JOIN message
          ON message.mailbox = mailbox.id AND message.position > mailbox.delivered
          WHERE mailbox.unit = ? AND message.delivered_at IS NULL AND message.demands_action = 1
          ORDER BY message.position LIMIT 1
          """),
      arguments: [unit.rawValue])
    guard let row else { return nil }
    let post = try post(at: row["record"])
    return (try post.entry(row["ordinal"], nil).message, post.time)
  }

  /// How many messages a unit with unread ones has not read, and since when the oldest waits.
  func unread(of unit: UnitID) throws -> (count: UInt64, since: Timestamp) {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT count(*) AS count, min(message.record) AS first
          FROM mailbox JOIN message
          ON message.mailbox = mailbox.id AND message.position > mailbox.delivered
          WHERE mailbox.unit = ? AND message.delivered_at IS NULL
          """),
      arguments: [unit.rawValue])
    guard let row, let first: Int64 = row["first"] else {
      throw LogError(.damaged, "The mailbox of \(unit) has nothing unread.")
    }
    return (try number(row["count"]), try post(at: first).time)
  }

  /// The units of which it was told that they do not read, and that still have not.
  func unreadMail() throws -> [UnreadMail] {
    try String.fetchAll(
      database, sql: "SELECT id FROM log_timer WHERE kind = ? ORDER BY id",
      arguments: [UnreadWatch.told]
    ).compactMap { UnreadWatch.unit(ofTimer: $0) }.filter {
      try firstUnread(of: $0) != nil
    }.map { unit in
      let unread = try unread(of: unit)
      return UnreadMail(unit: unit, count: unread.count, since: unread.since)
    }
  }
}
