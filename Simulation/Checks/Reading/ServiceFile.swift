import Domain
import Events
import Foundation
import GRDB
import Log
import Security

/// What one service's file holds besides its own tables, read once.
struct ServiceFile: Sendable {
  let service: ServiceName
  let reader: LogReader
  var records: [Log.Record]
  var cursors: [ServiceName: LogCursor] = [:]
  /// The numbers in `log_applied`, ascending.
  var applied: [ServiceName: [UInt64]] = [:]
  var held: [HeldRecord]
  var timers: [LogTimer]
  var answers: [AnswerRow]

  init(_ service: ServiceName, path: String) throws {
    self.service = service
    let reader = try LogReader(path: path)
    self.reader = reader
    records = try reader.read(after: 0, maxRecords: Int(Int32.max), maxBytes: .max)
    held = try reader.heldRecords(limit: Int(Int32.max))
    for (source, cursor) in try reader.cursors() {
      if let source = ServiceName(rawValue: source) { cursors[source] = cursor }
    }
    (timers, answers) = try reader.query {
      (try ServiceFile.timers($0), try ServiceFile.answers($0))
    }
    applied = try reader.query { try ServiceFile.applied($0) }
  }

  var head: LogHead {
    guard let last = records.last?.header else {
      return LogHead(
        log: reader.identity.log, epoch: reader.identity.epoch, sequence: 0, hash: .zero)
    }
    return LogHead(last)
  }

  /// In which epoch a record of the log was written; `nil` for a number that it does not have.
  func epoch(of sequence: UInt64) -> UInt64? {
    guard sequence > 0, sequence <= UInt64(records.count) else { return nil }
    return records[Int(sequence) - 1].header.epoch
  }

  /// The numbers of a source's records that wait.
  func heldNumbers(of source: ServiceName) -> Set<UInt64> {
    Set(
      held.filter { $0.source == source.rawValue }.map { $0.record.header.sequence })
  }

  /// The rows of one table of the service's own.
  func rows(_ sql: String) throws -> [Row] { try reader.query { try Row.fetchAll($0, sql: sql) } }

  private static func applied(_ database: Database) throws -> [ServiceName: [UInt64]] {
    var applied: [ServiceName: [UInt64]] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT source, seq FROM log_applied ORDER BY source, seq")
    while let row = try rows.next() {
      guard let source = ServiceName(rawValue: row[0]) else { continue }
      let sequence: Int64 = row[1]
      applied[source, default: []].append(UInt64(clamping: sequence))
    }
    return applied
  }

  private static func timers(_ database: Database) throws -> [LogTimer] {
    try Row.fetchAll(
      database, sql: "SELECT id, kind, subject, due_at FROM log_timer ORDER BY due_at, id"
    ).map { row in
      let subject: Data? = row["subject"]
      return LogTimer(
        id: row["id"], kind: row["kind"],
        subject: subject.map { UUIDBytes(Array($0)) } ?? .zero,
        dueAt: Timestamp(milliseconds: row["due_at"]))
    }
  }

  private static func answers(_ database: Database) throws -> [AnswerRow] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT unit, command, request, payload
        FROM log_answer LEFT JOIN log_record ON seq = record ORDER BY unit, command
        """
    ).map { row in
      let (request, payload): (Data, Data?) = (row["request"], row["payload"])
      let event = payload.flatMap {
        try? EventCoding.decode(Event<CommandAnswered>.self, from: Array($0))
      }
      return AnswerRow(
        unit: UnitID(row["unit"]), command: row["command"], request: Digest32(Array(request)),
        answer: event.map { Array($0.data.answer.utf8) } ?? [])
    }
  }
}
