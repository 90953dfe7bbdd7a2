import Domain
import Events
import Foundation
import GRDB
import Log
import Synchronization

/// What was posted of one cause, as its record says.
struct Post: Sendable {
  let header: RecordHeader
  let content: MessagesPosted

  init(_ header: RecordHeader, payload: [UInt8]) throws {
    self.header = header
    content = try EventCoding.decode(Event<MessagesPosted>.self, from: payload).data
  }

  var time: Timestamp { header.time }

  /// - Throws: `LogError.damaged` when the record has no such entry.
  func entry(_ index: Int, _ acknowledgedAt: Timestamp?) throws -> InboxEntry {
    let entry = content.message(
      index, postedAt: time, isExercise: header.flags.contains(.exercise),
      acknowledgedAt: acknowledgedAt)
    guard let entry else {
      throw LogError(.damaged, "Record \(header.sequence) has no message \(index).")
    }
    return entry
  }

  /// The first entry of a unit, of one of these kinds.
  func index(of unit: UnitID, _ kinds: Set<MessageKind>) -> Int? {
    content.entries.firstIndex { $0.unit == unit && kinds.contains($0.kind) }
  }
}

/// The posts that were read last, so that pushing one to several units decodes it once.
final class PostCache: Sendable {
  private static let countMax = 64

  private let posts = Mutex<[Int64: Post]>([:])

  func post(at record: Int64, or read: () throws -> Post) rethrows -> Post {
    if let post = posts.withLock({ $0[record] }) { return post }
    let post = try read()
    posts.withLock { posts in
      if posts.count >= PostCache.countMax { posts.removeAll() }
      posts[record] = post
    }
    return post
  }
}

extension MailboxStore {
  func post(at record: Int64, _ cache: PostCache = PostCache()) throws -> Post {
    try cache.post(at: record) {
      let row = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT header, payload FROM log_record WHERE seq = ?"),
        arguments: [record])
      guard let row else { throw LogError(.damaged, "Record \(record) is missing.") }
      return try post(in: row)
    }
  }

  /// All posts about a finding, in order.
  func posts(of finding: ID<Finding>) throws -> [Post] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT log_record.header, log_record.payload
          FROM post JOIN log_record ON log_record.seq = post.record
          WHERE post.finding = ? ORDER BY post.record
          """),
      arguments: [Data(finding.bytes.array)]
    ).map(post)
  }

  /// All posts of a cause: one, but for what a restored log brought again.
  func posts(because event: ID<AnyEvent>) throws -> [Post] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT log_record.header, log_record.payload
          FROM post JOIN log_record ON log_record.seq = post.record
          WHERE post.event = ? ORDER BY post.record
          """),
      arguments: [Data(event.bytes.array)]
    ).map(post)
  }

  /// Where a message is, by its identifier, which begins with the same time as that of its cause.
  func place(of id: ID<Message>) throws -> (post: Post, index: Int)? {
    let time = id.bytes.array.prefix(6)
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT log_record.header, log_record.payload
          FROM post JOIN log_record ON log_record.seq = post.record
          WHERE post.event BETWEEN ? AND ? ORDER BY post.record
          """),
      arguments: [
        Data(time + Array(repeating: 0, count: 10)),
        Data(time + Array(repeating: 255, count: 10)),
      ])
    while let row = try rows.next() {
      let post = try post(in: row)
      if let index = post.content.entries.firstIndex(where: { $0.message == id }) {
        return (post, index)
      }
    }
    return nil
  }

  /// Where a message is, by its number.
  func place(of number: RecordNumber) throws -> (post: Post, index: Int)? {
    guard number.prefix == "M" else { return nil }
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT log_record.header, log_record.payload, post.first
          FROM post JOIN log_record ON log_record.seq = post.record
          WHERE post.year = ? AND post.first <= ? ORDER BY post.first DESC LIMIT 1
          """),
      arguments: [number.year, number.ordinal])
    guard let row else { return nil }
    let post = try post(in: row)
    let first: Int = row["first"]
    let index = number.ordinal - first
    guard post.content.entries.indices.contains(index),
      try post.entry(index, nil).number == number.description
    else { return nil }
    return (post, index)
  }

  private func post(in row: Row) throws -> Post {
    let (header, payload): (Data, Data) = (row["header"], row["payload"])
    return try Post(RecordHeader(bytes: Array(header)), payload: Array(payload))
  }
}
