import Domain
import Events
import FindingsService
import Foundation
import GRDB
import HazmatWatchService
import Log
import NotifierService
import PemdaLiaisonService
import RegistryService
import ServiceRuntime
import Testing

/// The files of every released version, frozen as SQL text, opened by this program.
struct ReleasedFilesTests {
  private static let released = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Released")

  /// Folders have a version's name; beside them stands what says so.
  static let versions =
    (try? FileManager.default.contentsOfDirectory(atPath: released.path).sorted())?
    .filter { $0.first?.isNumber == true } ?? []

  private static func logic(of service: ServiceName) -> any ServiceLogic {
    switch service {
    case .registry: RegistryService { throw CancellationError() }
    case .findings: FindingsService()
    case .watch: HazmatWatchService()
    case .liaison: PemdaLiaisonService()
    case .notifier: NotifierService()
    }
  }

  /// Every row, by table: the columns that the table has now in the file at `path`.
  private func rows(at path: String) throws -> [String: Set<[String: DatabaseValue]>] {
    let queue = try DatabaseQueue(path: path)
    return try queue.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      var rows: [String: Set<[String: DatabaseValue]>] = [:]
      for table in tables {
        rows[table] = Set(
          try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").map { row in
            Dictionary(uniqueKeysWithValues: row.map { ($0.0, $0.1) })
          })
      }
      return rows
    }
  }

  private func schema(at path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      try String.fetchAll(
        database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    }
  }

  private func open(_ service: ServiceName, in folder: String) throws {
    _ = try LogDatabase(
      LogDatabase.Options(
        directory: folder, service: service.rawValue,
        migrations: Self.logic(of: service).migrations,
        time: Timestamp(milliseconds: 1_800_000_000_000)))
  }

  private func folder() throws -> String {
    let path = NSTemporaryDirectory() + "terpadu-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test func `each frozen version has the files of all services`() throws {
    for version in Self.versions {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: Self.released.appendingPathComponent(version).path)
      #expect(files.sorted() == ServiceName.allCases.map { "\($0.rawValue).sql" }.sorted())
    }
  }

  @Test(arguments: versions)
  func `a released version's files come to the present schema, and every row survives`(
    version: String
  ) throws {
    let (old, new) = (try folder(), try folder())
    defer { for path in [old, new] { try? FileManager.default.removeItem(atPath: path) } }
    for service in ServiceName.allCases {
      let path = "\(old)/\(service.rawValue).sqlite"
      let text = try String(
        contentsOf: Self.released.appendingPathComponent("\(version)/\(service.rawValue).sql"),
        encoding: .utf8)
      // The text has the tables in any order.
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try $0.execute(sql: text) }
      try queue.close()
    }
    // A backup of that version is verified before anything opens it.
    try expectClean(old)
    for service in ServiceName.allCases {
      let path = "\(old)/\(service.rawValue).sqlite"
      let before = try rows(at: path)
      #expect(before["log_record"]?.isEmpty == false)
      try open(service, in: old)
      try open(service, in: new)
      let fresh = try schema(at: "\(new)/\(service.rawValue).sqlite")
      #expect(try schema(at: path) == fresh, "\(service)")
      let after = try rows(at: path)
      for (table, kept) in before {
        let columns = kept.first.map { Set($0.keys) } ?? []
        let now = Set((after[table] ?? []).map { row in row.filter { columns.contains($0.key) } })
        #expect(kept.subtracting(now).isEmpty, "\(service) \(table)")
      }
    }
    try expectClean(old)
  }

  private func expectClean(_ folder: String) throws {
    let directory = DataDirectory(folder)
    for service in ServiceName.allCases {
      let report = try ServiceVerification.run(Self.logic(of: service), in: directory)
      #expect(report.faults.isEmpty, "\(service): \(report.faults)")
    }
  }

  @Test(arguments: ServiceName.allCases)
  func `a file of a later version is refused unchanged, and verify names it`(
    service: ServiceName
  ) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try open(service, in: folder)
    let path = "\(folder)/\(service.rawValue).sqlite"
    let known = Self.logic(of: service).migrations.count
    let queue = try DatabaseQueue(path: path)
    try queue.write {
      try $0.execute(
        sql: "INSERT INTO log_migration VALUES (?, ?, 'x', 0)",
        arguments: [service.rawValue, known + 1])
    }
    try queue.close()
    let before = try rows(at: path)
    let error = #expect(throws: LogError.self) { try open(service, in: folder) }
    #expect(error?.code == .newerFile)
    #expect(try rows(at: path) == before)
    let report = try ServiceVerification.run(
      Self.logic(of: service), in: DataDirectory(folder))
    #expect(report.faults.map(\.name) == ["newer-file"])
    #expect(
      report.faults.first?.parameters == ["found": String(known + 1), "known": String(known)])
  }
}
