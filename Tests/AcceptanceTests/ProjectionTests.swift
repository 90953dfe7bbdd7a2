import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime
import TestSupport
import Testing

/// The log decides, the tables follow: what a service keeps can be thrown away.
///
/// That the tables of every story here are what the logs make is checked behind each of them:
/// `TestSystem.run` verifies.
struct ProjectionTests {
  private static let report = "Sudah ditindak.\n\t\"Dinas Kesehatan\" \u{1f}"

  /// The files of a story in which every table gets rows.
  private static let files = Task { () throws -> [String: Data] in
    let copies = Held<[String: Data]>()
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      try await tell(system)
      var files: [String: Data] = [:]
      for service in ServiceName.allCases.reversed() {
        try await system.stop(service)
        try await files.merge(system.copyFiles(of: service)) { $1 }
      }
      copies.value = files
    }
    return copies.value ?? [:]
  }

  private static func tell(_ system: TestSystem) async throws {
    let reporter: UnitID = "pom-payakumbuh"
    var lontong = SampleFinding.lontong
    let first = try await system.report(lontong, by: reporter)
    let withdrawn = try await system.report(lontong, by: reporter)
    try await system.report(lontong, by: reporter)
    lontong.kilograms = 60
    try await system.amend(first.id, to: lontong, by: reporter)
    try await system.settle()
    try await system.recordLaboratory(.positive, of: first.id, by: reporter)
    try await system.withdraw(withdrawn.id, by: reporter)
    try await system.settle()
    let task = try #require(try await system.tasks(of: first.id).first)
    _ = try await system.command(
      ReportTask(task: task.number), as: task.unit, document: Array(report.utf8))
    _ = try await system.query(ReadInbox(unit: task.unit, limit: 2), as: task.unit)
    let message = try #require(try await system.inbox(task.unit).last)
    _ = try await system.command(AcknowledgeMessage(message: message.number), as: task.unit)
    // A unit that does not read is told of, and one that read a page is waited for again.
    system.clock.set(try Timestamp(text: "2026-09-07T09:00:00+07:00"))
    try await eventually("nothing is due") {
      try await system.status(.notifier).timersOverdue == 0
    }
    try await system.settle()
  }

  private func write() async throws -> (directory: DataDirectory, folder: TestFolder) {
    let folder = try TestFolder()
    let directory = DataDirectory(folder.path)
    for (name, data) in try await Self.files.value {
      try data.write(to: URL(fileURLWithPath: "\(directory.path)/\(name)"))
    }
    return (directory, folder)
  }

  /// Every row of the tables that follow from the logs, by table.
  private func rows(
    of service: ServiceName, in directory: DataDirectory
  ) throws -> [String: [[DatabaseValue]]] {
    let queue = try DatabaseQueue(path: directory.database(of: service))
    defer { try? queue.close() }
    return try queue.read { database in
      var rows: [String: [[DatabaseValue]]] = [:]
      for table in tables(of: service) {
        let columns = try database.columns(in: table).map { "\"\($0.name)\"" }
          .joined(separator: ", ")
        rows[table] = try Row.fetchAll(
          database, sql: "SELECT * FROM \"\(table)\" ORDER BY \(columns)"
        ).map { Array($0.databaseValues) }
      }
      return rows
    }
  }

  private func tables(of service: ServiceName) -> [String] {
    let logic = TestSystem.logic(of: service)()
    return logic.tables + logic.mirrors.values.flatMap(\.self) + ["log_answer", "log_timer"]
  }

  private func change(
    _ service: ServiceName, in directory: DataDirectory, _ change: (Database, String) throws -> Void
  ) throws {
    let queue = try DatabaseQueue(path: directory.database(of: service))
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      for table in tables(of: service) { try change(database, table) }
    }
    try queue.close()
  }

  private func rebuild(
    _ service: ServiceName, in directory: DataDirectory
  ) async throws -> TableRebuild.Report {
    try await TableRebuild.run(
      TestSystem.logic(of: service)(), in: directory,
      now: try Timestamp(text: "2026-09-08T08:00:00+07:00"))
  }

  // MARK: Tests

  @Test(arguments: ServiceName.allCases)
  func `tables that were emptied come again row for row`(service: ServiceName) async throws {
    let (directory, folder) = try await write()
    defer { withExtendedLifetime(folder) {} }
    let before = try rows(of: service, in: directory)
    let filled: [String: Set<ServiceName>] = [
      "log_timer": [.liaison, .notifier], "log_answer": [.findings, .liaison, .notifier],
    ]
    for (table, rows) in before where filled[table]?.contains(service) != false {
      #expect(!rows.isEmpty, "\(table) has no rows to lose")
    }
    try change(service, in: directory) { database, table in
      try database.execute(sql: "DELETE FROM \"\(table)\"")
    }
    let report = try await rebuild(service, in: directory)
    #expect(try rows(of: service, in: directory) == before)
    #expect(report.kept.isEmpty)
    #expect(Set(report.made.flatMap(\.tables)) == Set(tables(of: service)))
    #expect(report.made.allSatisfy { $0.records > 0 } && report.made[0].source == service)
  }

  @Test(arguments: ServiceName.allCases)
  func `values that were changed are set right`(service: ServiceName) async throws {
    let (directory, folder) = try await write()
    defer { withExtendedLifetime(folder) {} }
    let before = try rows(of: service, in: directory)
    try change(service, in: directory) { database, table in
      for column in try database.columns(in: table) {
        let changed =
          switch column.type {
          case "TEXT": "\"\(column.name)\" || 'x'"
          case "BLOB": "CAST(x'00' || substr(\"\(column.name)\", 2) AS BLOB)"
          // A file that breaks a rule of its schema is not opened at all.
          case _ where column.name == "ground": "1 - ground"
          default: "coalesce(\"\(column.name)\", 0) + 1000000"
          }
        try database.execute(sql: "UPDATE \"\(table)\" SET \"\(column.name)\" = \(changed)")
      }
    }
    #expect(try rows(of: service, in: directory) != before)
    _ = try await rebuild(service, in: directory)
    #expect(try rows(of: service, in: directory) == before)
  }

  @Test func `what units read stays read when the mailboxes are made again`() async throws {
    let (directory, folder) = try await write()
    defer { withExtendedLifetime(folder) {} }
    func marks() throws -> [Int?] {
      let queue = try DatabaseQueue(path: directory.database(of: .notifier))
      defer { try? queue.close() }
      return try queue.read { database in
        try [
          "SELECT count(*) FROM message WHERE delivered_at NOTNULL",
          "SELECT count(*) FROM message WHERE acknowledged_at NOTNULL",
          "SELECT count(*) FROM mailbox WHERE delivered > 0",
        ].map { try Int.fetchOne(database, sql: $0) }
      }
    }
    #expect(try marks() == [3, 1, 1])
    _ = try await rebuild(.notifier, in: directory)
    #expect(try marks() == [3, 1, 1])
  }

  @Test func `without the registry's file its mirror stays as it is, and that is said`()
    async throws
  {
    let (directory, folder) = try await write()
    defer { withExtendedLifetime(folder) {} }
    let before = try rows(of: .watch, in: directory)
    try FileManager.default.removeItem(atPath: directory.database(of: .registry))
    let report = try await rebuild(.watch, in: directory)
    #expect(report.kept.map(\.source) == [.registry])
    #expect(report.kept.map(\.reason) == [.fileMissing])
    #expect(report.kept.map(\.tables) == [["registry_fact"]])
    #expect(try rows(of: .watch, in: directory) == before)
  }

  @Test func `tables that cannot follow from the log are left as they are`() async throws {
    let (directory, folder) = try await write()
    defer { withExtendedLifetime(folder) {} }
    let queue = try DatabaseQueue(path: directory.database(of: .liaison))
    try await queue.write {
      try $0.execute(sql: "UPDATE log_record SET payload = CAST('{}' AS BLOB) WHERE seq = 1")
    }
    try queue.close()
    let before = try rows(of: .liaison, in: directory)
    await #expect(throws: (any Error).self) { try await rebuild(.liaison, in: directory) }
    #expect(try rows(of: .liaison, in: directory) == before)
  }

  @Test func `what people sent stands in the logs, byte for byte`() async throws {
    let (directory, folder) = try await write()
    defer { withExtendedLifetime(folder) {} }
    var amended = SampleFinding.lontong
    amended.kilograms = 60
    let findings = try LogReader(path: directory.database(of: .findings)).read(
      after: 0, maxRecords: 100, maxBytes: .max)
    let originals = try findings.compactMap { record -> String? in
      switch record.header.typeCode {
      case FindingReported.type.code:
        try EventCoding.decode(Event<FindingReported>.self, from: record.payload).data.original
      case FindingAmended.type.code:
        try EventCoding.decode(Event<FindingAmended>.self, from: record.payload).data.original
      default: nil
      }
    }
    let sent = String(decoding: try SampleFinding.lontong.json(), as: UTF8.self)
    #expect(
      originals == [sent, sent, sent, String(decoding: try amended.json(), as: UTF8.self)])
    let liaison = try LogReader(path: directory.database(of: .liaison)).read(
      after: 0, maxRecords: 100, maxBytes: .max)
    let reports = try liaison.filter { $0.header.typeCode == TaskChanged.type.code }.compactMap {
      try EventCoding.decode(Event<TaskChanged>.self, from: $0.payload).data.document
    }
    #expect(reports == [Self.report])
  }

  @Test func `a report that does not fit into a record is refused`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let finding = try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      let task = try #require(try await system.tasks(of: finding.id).first)
      func report(_ document: [UInt8]) async throws -> TaskView {
        try await system.command(
          ReportTask(task: task.number), as: task.unit, document: document)
      }
      let refusal = await #expect(throws: Refusal.self) {
        try await report(Array(repeating: 1, count: 64 * 1024))
      }
      #expect(refusal?.rule == "document-too-large")
      #expect(try await report(Array(repeating: 0x22, count: 65_535)).state == .reported)
    }
  }

  @Test func `a timer whose events leave it standing is reported`() async throws {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let journal = ErrorJournal()
      try await system.stop(.notifier)
      await system.note(.notifier, in: journal)
      await system.replace(.notifier) {
        FaultyLogic(TestSystem.logic(of: .notifier)(), leavesTimers: true)
      }
      try await system.start(.notifier)
      try await system.report(.lontong, by: "pom-payakumbuh")
      try await system.settle()
      system.clock.set(try Timestamp(text: "2026-09-07T08:00:00+07:00"))
      try await eventually("the timer is named") {
        journal.lines.contains { $0.hasPrefix("timer failed") && $0.contains("unread:pemda-13.76") }
      }
      #expect(try await system.status(.notifier).timersOverdue == 1)
    }
  }
}
