import Domain
import Events
import Foundation
import GRDB
import Log

extension FileSurvey {
  /// Looks at a service's file, read-only.
  ///
  /// - Parameters:
  ///   - now: the domain clock.
  ///   - rate: how fast it runs.
  /// - Throws: what is not the file's fault.
  static func read(
    _ logic: any ServiceLogic, in directory: DataDirectory, at now: Timestamp, rate: Double = 1
  ) throws -> FileSurvey {
    var survey = FileSurvey(service: logic.name)
    let path = directory.database(of: logic.name)
    guard FileManager.default.fileExists(atPath: path) else {
      survey.fault = Fault(name: "missing", parameters: ["file": path])
      return survey
    }
    do {
      let reader = try LogReader(path: path)
      if let schema = try reader.newerSchema(than: logic.migrations) {
        survey.fault = Fault(
          name: "newer-file",
          parameters: ["found": String(schema.found), "known": String(schema.known)])
        return survey
      }
      try survey.look(at: reader, now, rate)
      survey.links = try logic.name.follows.map {
        try link(to: $0, of: logic.name, by: reader, in: directory)
      }
      try reader.query { database in
        try survey.look(at: RegistryMirror.state(in: database), now)
        survey.waitingMail = try logic.waitingMail(in: database)
        survey.unreadMail = try logic.unreadMail(in: database)
      }
    } catch let error as LogError where error.code != .misuse {
      survey.fault = Fault(name: "unreadable", parameters: ["detail": error.message])
    }
    return survey
  }

  private mutating func look(at reader: LogReader, _ now: Timestamp, _ rate: Double) throws {
    createdAt = reader.identity.createdAt
    head = try reader.head().sequence
    lastRecordAt = try reader.lastRecordTime()
    for file in [reader.path, reader.path + "-wal"] {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      bytes += (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
    bytesPerDay = try growth(reader, now, rate)
    let timers = try reader.overdue(at: now)
    timersOverdue = timers.count
    timersOverdueSince = timers.since
  }

  /// The share of the file that the last week's records have, per real day. The first hour is left
  /// out: then a new registry is loaded.
  private func growth(
    _ reader: LogReader, _ now: Timestamp, _ rate: Double
  ) throws -> Int64? {
    guard head > 0, let createdAt else { return nil }
    let start = max(createdAt.adding(.seconds(3_600)), now.adding(.seconds(-7 * 86_400)))
    let days = Double(now.milliseconds - start.milliseconds) / 86_400_000 / rate
    guard days >= 1 else { return nil }
    let recent = head - min(head, try reader.count(before: start))
    return Int64(Double(bytes) * Double(recent) / Double(head) / days)
  }

  private mutating func look(at registry: RegistryState, _ now: Timestamp) {
    let year = now.date(in: .wib).year
    calendarYears = (year - 1...year + 2).filter { registry.hasCalendar($0) }
    let existing = registry.units(at: now)
    units = existing.count
    unitsWithoutKey = existing.map(\.id).filter { registry.key(of: $0, at: now) == nil }
  }

  private static func link(
    to source: ServiceName, of follower: ServiceName, by reader: LogReader,
    in directory: DataDirectory
  ) throws -> Link {
    let cursor = try reader.cursors()[source.rawValue]
    var link = Link(source: source, position: cursor?.sequence ?? 0)
    if let held = try reader.heldBySource()[source.rawValue] {
      link.quarantined = held.counts.fault
      link.quarantinedSince = held.faultSince
    }
    if let missing = try reader.missingBySource()[source.rawValue] {
      link.missing = missing.count
      link.missingSince = missing.since
    }
    let path = directory.database(of: source)
    guard FileManager.default.fileExists(atPath: path) else { return link }
    do {
      let followed = try LogReader(path: path)
      let head = try followed.head()
      link.head = head.sequence
      link.reason = try cursor.flatMap {
        try reason(
          of: $0, in: followed, head,
          beginsEpoch: directory.beginsEpoch(source, unknownTo: follower, at: $0))
      }
    } catch let error as LogError where error.code != .misuse {
      // The survey of that service says what is wrong with its file.
    }
    return link
  }

  /// Why a follower at `cursor` would stop following the log in this file.
  private static func reason(
    of cursor: LogCursor, in followed: LogReader, _ head: LogHead, beginsEpoch: Bool
  ) throws -> String? {
    if cursor.log != head.log { return "other-log" }
    if beginsEpoch || cursor.epoch != head.epoch { return "epoch" }
    if cursor.sequence > head.sequence { return "older-head" }
    guard cursor.sequence > 0 else { return nil }
    let record = try followed.read(
      after: cursor.sequence - 1, maxRecords: 1, maxBytes: .max
    ).first
    return record?.header.hash == cursor.hash ? nil : "fork"
  }
}
