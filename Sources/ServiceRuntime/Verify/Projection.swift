import Domain
import Events
import Foundation
import GRDB
import Log

/// Makes a service's tables from the logs: its own, and those that it follows where their files are
/// at hand.
package struct Projection {
  private let logic: any ServiceLogic
  private let path: (ServiceName) -> String

  /// - Parameters:
  ///   - logic: a fresh one, which nothing else uses.
  ///   - path: where the file of a followed log would be.
  init(_ logic: any ServiceLogic, path: @escaping (ServiceName) -> String) {
    self.logic = logic
    self.path = path
  }

  /// The record at which the tables could not follow from the logs any more.
  struct Failure: Error, CustomStringConvertible {
    /// `nil` for the service's own log.
    var source: ServiceName?
    var sequence: UInt64
    var reason: String

    var description: String {
      "nothing follows from record \(sequence) of "
        + "\(source?.rawValue ?? "the service's own log"): \(reason)"
    }
  }

  /// Lets every record of the own log have its effect on empty tables.
  ///
  /// - Parameter database: of the file with the log; the tables may be in another one.
  /// - Throws: `Failure`.
  func evolve(from database: Database, into tables: Tables) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT header, payload FROM log_record WHERE seq > 0 ORDER BY seq")
    var next: UInt64 = 1
    while let row = try rows.next() {
      do {
        let record = try Projection.record(in: row)
        next = record.header.sequence
        try logic.evolveAll(OwnRecord(record), in: tables)
      } catch {
        throw Failure(source: nil, sequence: next, reason: "\(error)")
      }
      next += 1
    }
  }

  /// Whether the mirrors of a followed log can be made again.
  enum Source {
    case readable(LogReader)
    case unusable(Unusable)
  }

  /// Why the mirrors of a followed log are left as they are.
  package enum Unusable: String, Codable, Sendable, CaseIterable {
    /// Nothing of it was applied.
    case notFollowed = "not-followed"
    /// The log was restored: what was applied of it may stand nowhere any more.
    case restored
    case fileMissing = "file-missing"
    case unreadable
    /// Another log, or one that does not have what was applied.
    case otherLog = "other-log"
  }

  /// A followed log could not be read to where it was applied: its owner's file is at fault.
  struct SourceUnreadable: Error, CustomStringConvertible {
    var source: ServiceName
    var sequence: UInt64

    var description: String {
      "record \(sequence) of \(source.rawValue) cannot be read in its owner's file"
    }
  }

  /// The followed logs that have mirrors.
  /// - Parameter database: says how far each was applied.
  func sources(in database: Database) throws -> [ServiceName: Source] {
    let cursors = try LogCursor.all(in: database)
    return Dictionary(
      uniqueKeysWithValues: logic.mirrors.keys.map { ($0, source($0, cursors[$0.rawValue])) })
  }

  private func source(_ source: ServiceName, _ cursor: LogCursor?) -> Source {
    guard let cursor, cursor.sequence > 0 else { return .unusable(.notFollowed) }
    guard cursor.epoch == 1 else { return .unusable(.restored) }
    let path = path(source)
    guard FileManager.default.fileExists(atPath: path) else { return .unusable(.fileMissing) }
    do {
      let reader = try LogReader(path: path)
      let header = try reader.storedHeader(at: cursor.sequence)
      guard reader.identity.log == cursor.log,
        header.flatMap({ RecordHeader.storedHash(in: $0) }) == cursor.hash
      else { return .unusable(.otherLog) }
      return .readable(reader)
    } catch {
      return .unusable(.unreadable)
    }
  }

  /// Keeps what was applied of a followed log, without what still waits.
  /// - Parameter database: says how far the log was applied.
  /// - Returns: how many records that were.
  /// - Throws: `Failure`, `SourceUnreadable`.
  @discardableResult
  func evolve(
    _ source: ServiceName, by reader: LogReader, from database: Database, into tables: Tables
  ) throws -> UInt64 {
    let last = try LogCursor.all(in: database)[source.rawValue]?.sequence ?? 0
    let waiting = Set(
      try Int64.fetchAll(
        database, sql: "SELECT seq FROM log_held WHERE source = ?", arguments: [source.rawValue]))
    var (reached, count): (UInt64, UInt64) = (0, 0)
    while reached < last {
      for record in try page(of: source, by: reader, after: reached) {
        let sequence = record.header.sequence
        guard sequence == reached + 1 else {
          throw SourceUnreadable(source: source, sequence: reached + 1)
        }
        reached = sequence
        guard sequence <= last else { break }
        guard !waiting.contains(Int64(clamping: sequence)) else { continue }
        do {
          try logic.evolve(FollowedRecord(source: source, record: record), in: tables)
        } catch {
          throw Failure(source: source, sequence: sequence, reason: "\(error)")
        }
        count += 1
      }
    }
    return count
  }

  /// The next records, at least one.
  private func page(
    of source: ServiceName, by reader: LogReader, after sequence: UInt64
  ) throws(SourceUnreadable) -> [Log.Record] {
    do {
      let page = try reader.read(after: sequence, maxRecords: 1_000, maxBytes: 1 << 20)
      if !page.isEmpty { return page }
    } catch {
      throw SourceUnreadable(source: source, sequence: sequence + 1)
    }
    throw SourceUnreadable(source: source, sequence: sequence + 1)
  }

  private static func record(in row: Row) throws -> Log.Record {
    let (header, payload): (Data, Data) = (row["header"], row["payload"])
    return Log.Record(header: try RecordHeader(bytes: Array(header)), payload: Array(payload))
  }
}
