import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// The notifier, made a second time by its shipped logic.
struct NotifierRebuild {
  private let country: Country
  private let rows: [ID<Message>: MessageRow]

  init(_ country: Country) {
    self.country = country
    rows = Dictionary(
      country.messages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static let tables = [
    ("log_record", ["seq", "header", "payload"]),
    ("mailbox", ["unit", "head"]),
    ("message_counter", ["year", "last"]),
    (
      "message",
      [
        "unit", "position", "id", "number", "source", "source_sequence", "kind", "finding",
        "created_at",
      ]
    ),
  ]

  /// The log of a restored notifier begins epochs, which a rebuild does not: its headers and the numbers
  /// of its messages differ.
  private func tables(_ file: ServiceFile) -> [(String, [String])] {
    guard file.reader.identity.epoch > 1 else { return NotifierRebuild.tables }
    return NotifierRebuild.tables.dropFirst().map { ($0, $1.filter { $0 != "number" }) }
  }

  func differences() throws -> [String] {
    guard let file = country.files[.notifier], country.unreadable.isEmpty, !restsOnLost else {
      return []
    }
    let rebuild = try ServiceRebuild(Services.logic(of: .notifier), as: file.reader.identity)
    do {
      try run(rebuild, file)
    } catch {
      return ["a rebuild fails: \(error)"]
    }
    return try tables(file).compactMap { name, columns in
      let expected = try rebuild.query { try TableRows(name, columns, in: $0) }
      let found = try file.reader.query { try TableRows(name, columns, in: $0) }
      return found.difference(from: expected)
    } + entries(rebuild)
  }

  /// Whether a log that it follows has lost records: what it made of them cannot be made again.
  private var restsOnLost: Bool {
    ServiceName.notifier.follows.contains { country.files[$0]?.head.epoch ?? 1 > 1 }
  }

  private func run(_ rebuild: ServiceRebuild, _ file: ServiceFile) throws {
    let postings = Dictionary(
      country.postings.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    let effective = Set(postings.values.filter { !isOwn($0) }.compactMap(\.cause.first))
    var followed = FollowedRecords(.notifier, country, effective: effective)
    // It decides nothing but the offset in which a time is written.
    try followed.applyRegistry(through: .max, to: rebuild)
    for record in file.records {
      guard let posting = postings[record.header.sequence] else {
        try rebuild.append(record)
        continue
      }
      if !isOwn(posting), let cause = posting.cause.first,
        let count = try followed.apply(cause, at: record.header.time, to: rebuild), count > 0
      {
        continue
      }
      try rebuild.append(record) { try copy(posting, in: $0) }
    }
    try followed.finish(rebuild)
  }

  /// Whether it is an alarm or escalation of the notifier's own: it has identifiers by chance.
  private func isOwn(_ posting: Recorded<MessagesPosted>) -> Bool {
    posting.data.entries.contains { rows[$0.message]?.source == ServiceName.notifier.rawValue }
  }

  /// Posts messages as they stand.
  private func copy(_ posting: Recorded<MessagesPosted>, in database: Database) throws {
    for entry in posting.data.entries {
      guard let row = rows[entry.message] else { continue }
      try database.execute(
        sql: """
          INSERT INTO message (unit, position, id, number, source, source_sequence, kind, finding,
            entry, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          row.unit.rawValue, Int64(row.position), Data(row.id.bytes.array), row.number,
          row.source, Int64(row.sourceSequence), row.kind,
          row.finding.map { Data($0.bytes.array) }, Data(row.content),
          posting.header.time.milliseconds,
        ])
      try database.execute(
        sql: """
          INSERT INTO mailbox (unit, head) VALUES (?1, 1)
          ON CONFLICT (unit) DO UPDATE SET head = head + 1
          """,
        arguments: [row.unit.rawValue])
      try database.execute(
        sql: """
          INSERT INTO message_counter (year, last) VALUES (?, 1)
          ON CONFLICT (year) DO UPDATE SET last = last + 1
          """,
        arguments: [posting.header.time.date(in: .wib).year])
    }
  }

  /// What units read, but for the offset of the time.
  private func entries(_ rebuild: ServiceRebuild) throws -> [String] {
    let made = try rebuild.query { try Row.fetchAll($0, sql: "SELECT id, entry FROM message") }
    var differences: [String] = []
    for row in made {
      let (id, entry): (Data, Data) = (row["id"], row["entry"])
      guard let found = rows[ID(bytes: UUIDBytes(Array(id)))] else { continue }
      let content = Array(entry)
      // Most are the same byte for byte.
      guard content != found.content, try normalised(content) != normalised(found.content) else {
        continue
      }
      differences.append("\(found) reads otherwise than a rebuild makes it")
    }
    return differences.sorted()
  }

  /// - Returns: `nil` for what cannot be read.
  private func normalised(_ content: [UInt8]) throws -> [UInt8]? {
    guard var entry = try? EventCoding.decode(InboxEntry.self, from: content) else { return nil }
    if let time = entry.createdAt.timestamp { entry.createdAt = TimeText(time) }
    // Behind it stands the epoch of a restored log.
    entry.number = entry.number.split(separator: "-").prefix(3).joined(separator: "-")
    return try EventCoding.encode(entry)
  }
}
