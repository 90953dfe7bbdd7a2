import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// The fan-out ledger and the mailboxes, for reading: one row a message, numbered without gaps in
/// each mailbox; what a message says is composed from the record that posted it.
struct MailboxStore {
  static let migration = Migration(2, file: PackageResources.notifier_0002_sql)

  let database: Database

  /// The last position of a mailbox; 0 for one that never had a message.
  func head(of unit: UnitID) throws -> UInt64 {
    let head = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT head FROM mailbox WHERE unit = ?"),
      arguments: [unit.rawValue])
    return try number(head ?? 0)
  }

  /// The position up to which everything was handed to the unit.
  func delivered(to unit: UnitID) throws -> UInt64 {
    let delivered = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT delivered FROM mailbox WHERE unit = ?"),
      arguments: [unit.rawValue])
    return try number(delivered ?? 0)
  }

  /// The next number of the year, such as `M-2026-000123`; those after it are free, too.
  func nextNumber(at time: Timestamp, epoch: UInt64) throws -> RecordNumber {
    let year = time.date(in: .wib).year
    let last = try Int.fetchOne(
      database.cachedStatement(sql: "SELECT last FROM message_counter WHERE year = ?"),
      arguments: [year])
    return RecordNumber(prefix: "M", year: year, ordinal: (last ?? 0) + 1, epoch: epoch)
  }

  static let readQuery = """
    SELECT message.position, message.record, message.ordinal, message.acknowledged_at
    FROM mailbox JOIN message ON message.mailbox = mailbox.id
    WHERE mailbox.unit = ? AND message.position > ? ORDER BY message.position
    """

  /// Hands the messages of a mailbox behind a position to `take`, in order, until it returns
  /// `false`.
  func eachEntry(
    of unit: UnitID, after position: UInt64, _ posts: PostCache = PostCache(),
    _ take: (InboxEntry) throws -> Bool
  ) throws {
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: MailboxStore.readQuery),
      arguments: [unit.rawValue, Int64(clamping: position)])
    while let row = try rows.next() {
      let post = try post(at: row["record"], posts)
      guard try take(post.entry(row["ordinal"], time(row["acknowledged_at"]))) else { return }
    }
  }

  /// - Parameter reference: a message's identifier or number.
  func find(_ reference: String) throws -> (unit: UnitID, entry: InboxEntry) {
    let found: (post: Post, index: Int)?
    if let id = ID<Message>(reference) {
      found = try place(of: id)
    } else {
      found = try RecordNumber(reference).flatMap { try place(of: $0) }
    }
    guard let found else { throw MailboxStore.unknown(reference) }
    let unit = found.post.content.entries[found.index].unit
    return (unit, try found.post.entry(found.index, marks(of: found.post, found.index).read))
  }

  static func unknown(_ reference: String) -> Refusal {
    Refusal(
      .notFound, field: "message", rule: "unknown-message",
      ["value": String(reference.prefix(64))])
  }

  /// What the messages about a finding say of who may know of it; `nil` when there is none. It is open
  /// for good once one of them is.
  func rightsSubject(of finding: ID<Finding>) throws -> RightsSubject? {
    let posts = try posts(of: finding).filter { !$0.content.entries.isEmpty }
    guard let last = posts.last?.content else { return nil }
    let isOpen = posts.contains { $0.content.confidential == nil }
    return RightsSubject(
      reporter: last.confidential?.reporter, confidential: isOpen ? nil : last.confidential)
  }

  /// How many messages of each mailbox its unit was never handed and has not acknowledged; without
  /// empty ones.
  func waiting() throws -> [String: UInt64] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT mailbox.unit AS unit, count(*) AS count FROM mailbox CROSS JOIN message
        ON message.mailbox = mailbox.id AND message.position > mailbox.delivered
        WHERE mailbox.head > mailbox.delivered AND message.delivered_at IS NULL
        GROUP BY mailbox.id
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
    let places = try posts(of: finding).flatMap { post in
      post.content.entries.indices.map { (post: post, index: $0) }
    }
    func key(_ place: (post: Post, index: Int)) -> (String, UInt64) {
      let entry = place.post.content.entries[place.index]
      return (entry.unit.rawValue, entry.position)
    }
    let page = places.sorted { key($0) < key($1) }.filter { place in
      last.map { key(place) > ($0.unit.rawValue, $0.position) } ?? true
    }.prefix(limit)
    return try page.map { post, index in
      let (entry, marks) = (post.content.entries[index], try marks(of: post, index))
      return TraceAnswer.Delivery(
        unit: entry.unit, position: entry.position, message: entry.message,
        kind: entry.kind.rawValue, storedAt: TimeText(post.time),
        deliveredAt: marks.delivered.map { TimeText($0) },
        acknowledgedAt: marks.read.map { TimeText($0) })
    }
  }

  /// When a message was handed over, and when it was acknowledged.
  func marks(
    of post: Post, _ index: Int
  ) throws -> (delivered: Timestamp?, read: Timestamp?) {
    let entry = post.content.entries[index]
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT message.delivered_at, message.acknowledged_at
          FROM mailbox JOIN message ON message.mailbox = mailbox.id
          WHERE mailbox.unit = ? AND message.position = ?
          """),
      arguments: [entry.unit.rawValue, Int64(clamping: entry.position)])
    guard let row else {
      throw LogError(.damaged, "The message \(entry.message) is not in its mailbox.")
    }
    return (time(row["delivered_at"]), time(row["acknowledged_at"]))
  }

  func number(_ stored: Int64) throws -> UInt64 {
    guard let number = UInt64(exactly: stored) else {
      throw LogError(.damaged, "A stored position is negative: \(stored).")
    }
    return number
  }

  func time(_ milliseconds: Int64?) -> Timestamp? {
    milliseconds.map { Timestamp(milliseconds: $0) }
  }
}
