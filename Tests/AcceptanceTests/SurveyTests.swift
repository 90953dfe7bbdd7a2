import Domain
import Events
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ServiceRuntime

/// What a service's program sees in its file while nothing runs.
struct SurveyTests {
  /// - Parameter days: after the story's morning.
  private func survey(
    _ service: ServiceName, after days: Int = 0, rate: Double = 1,
    changing change: (DataDirectory) throws -> Void = { _ in }
  ) async throws -> FileSurvey {
    let folder = try TestFolder()
    let directory = DataDirectory(folder.path)
    try await FilesWithHistory.write(to: directory)
    try change(directory)
    let now = try Timestamp(text: "2026-09-06T08:00:00+07:00").adding(.seconds(days * 86_400))
    return try FileSurvey.read(
      TestSystem.logic(of: service)(), in: directory, at: now, rate: rate)
  }

  private func execute(_ sql: String, on path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  @Test func `a sound file shows its log, its links, its units and its mail`() async throws {
    let watch = try await survey(.watch)
    #expect(watch.fault == nil)
    #expect(watch.links.map(\.source) == [.registry, .findings])
    #expect(watch.links.allSatisfy { $0.reason == nil && $0.position == $0.head })
    #expect(watch.lastRecordAt == (try Timestamp(text: "2026-09-06T08:00:00+07:00")))
    #expect(watch.calendarYears == [2025, 2026, 2027])
    #expect(watch.units > 500)
    #expect(watch.unitsWithoutKey.count == watch.units)
    #expect(watch.waitingMail.isEmpty)
    #expect(watch.bytes > 100_000)
    let notifier = try await survey(.notifier)
    #expect(notifier.waitingMail["pusat-deputi-3"] == 4)
    #expect(notifier.unreadMail.isEmpty)
  }

  @Test func `what a unit was read or has acknowledged waits no more`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      for _ in 0..<2 { _ = try await system.report(.lontong, by: "pom-payakumbuh") }
      try await system.settle()
      let unit: UnitID = "pusat-deputi-3"
      func waiting() throws -> UInt64? {
        try FileSurvey.read(
          TestSystem.logic(of: .notifier)(), in: system.directory,
          at: try Timestamp(text: "2026-09-06T09:00:00+07:00")
        ).waitingMail[unit.rawValue]
      }
      #expect(try waiting() == 2)
      // As `terpadu inbox UNIT` asks, without --as.
      let inbox = try await system.query(ReadInbox(unit: unit))
      #expect(try waiting() == 2)
      let last = try #require(inbox.entries.last)
      try await system.command(AcknowledgeMessage(message: last.number), as: unit)
      #expect(try waiting() == 1)
      _ = try await system.query(ReadInbox(unit: unit), as: unit)
      #expect(try waiting() == nil)
    }
  }

  @Test(arguments: [
    ("UPDATE log_cursor SET log = randomblob(16) WHERE source = 'findings'", "other-log"),
    ("UPDATE log_cursor SET epoch = 2 WHERE source = 'findings'", "epoch"),
    ("UPDATE log_cursor SET seq = 100 WHERE source = 'findings'", "older-head"),
    ("UPDATE log_cursor SET hash = randomblob(32) WHERE source = 'findings'", "fork"),
  ])
  func `that a link will stop is seen before the start`(sql: String, reason: String) async throws {
    let survey = try await survey(.watch) {
      try execute(sql, on: $0.database(of: .watch))
    }
    #expect(survey.links.map(\.reason) == [nil, reason])
  }

  @Test func `a log that was put back and not started yet awaits its adoption`() async throws {
    func mark(
      _ service: ServiceName, in directory: DataDirectory, accepting: [ServiceName: UInt64] = [:]
    ) throws {
      let mark = RestoreMark(
        epoch: 2, accepted: accepting, at: Timestamp(milliseconds: 0), backup: "test")
      try Data(try EventCoding.encode(mark)).write(
        to: URL(fileURLWithPath: directory.restoreMarkFile(of: service)))
    }
    let alone = try await survey(.watch) { directory in
      try mark(.findings, in: directory)
      // An older file, too: the restore that was made is what counts.
      try execute(
        "UPDATE log_cursor SET seq = 100 WHERE source = 'findings'",
        on: directory.database(of: .watch))
    }
    #expect(alone.links.map(\.reason) == [nil, "epoch"])
    let together = try await survey(.watch) { directory in
      try mark(.findings, in: directory)
      try mark(.watch, in: directory, accepting: [.findings: 2])
    }
    #expect(together.links.map(\.reason) == [nil, nil])
  }

  @Test func `a log that others follow is not begun anew when its file is gone`() async throws {
    let folder = try TestFolder()
    let directory = DataDirectory(folder.path)
    for service in ServiceName.allCases { try directory.requireFile(of: service) }
    try await FilesWithHistory.write(to: directory)
    for service in ServiceName.allCases { try directory.requireFile(of: service) }
    for service in [ServiceName.findings, .notifier] {
      try FileManager.default.removeItem(atPath: directory.database(of: service))
    }
    let error = #expect(throws: RuntimeError.self) { try directory.requireFile(of: .findings) }
    #expect(error?.word == "file-missing")
    #expect(error?.description.contains("terpadu restore DIR --service findings") == true)
    // Nobody follows the notifier: it derives its messages again.
    try directory.requireFile(of: .notifier)
  }

  @Test func `overdue timers are counted`() async throws {
    #expect(try await survey(.liaison).timersOverdue == 0)
    let late = try await survey(.liaison, after: 60)
    #expect(late.timersOverdue == 1)
    #expect(late.timersOverdueSince != nil)
  }

  @Test func `growth is that of the last week, per real day, without the first load`() async throws
  {
    // The registry's file was filled in the first hour and has not grown since.
    #expect(try await survey(.registry, after: 3).bytesPerDay == 0)
    let watch = try await survey(.watch, after: 3)
    // All of its records are within the last week.
    #expect(watch.bytesPerDay.map { abs(Double($0) - Double(watch.bytes) / 7) < 2 } == true)
    #expect(try await survey(.watch, after: 30).bytesPerDay == 0)
    let fast = try await survey(.watch, after: 3, rate: 7)
    #expect(fast.bytesPerDay.map { abs($0 - watch.bytes) < 2 } == true)
  }

  @Test func `a newer, a foreign and a missing file are named`() async throws {
    let newer = try await survey(.watch) {
      try execute(
        "INSERT INTO log_migration VALUES ('watch', 3, '', 0)", on: $0.database(of: .watch))
    }
    #expect(newer.fault == .init(name: "newer-file", parameters: ["found": "3", "known": "2"]))
    let foreign = try await survey(.watch) {
      try Data("no database".utf8).write(to: URL(fileURLWithPath: $0.database(of: .watch)))
    }
    #expect(foreign.fault?.name == "unreadable")
    let missing = try await survey(.watch) {
      try FileManager.default.removeItem(atPath: $0.database(of: .watch))
    }
    #expect(missing.fault?.name == "missing")
    // A damaged neighbour is its own survey's matter.
    let neighbour = try await survey(.watch) {
      try Data("no database".utf8).write(to: URL(fileURLWithPath: $0.database(of: .findings)))
    }
    #expect(neighbour.fault == nil)
  }
}
