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

/// The schema of each service's file, as all its migrations make it.
struct SchemaTests {
  @Test func `the registry's schema is the golden one`() throws {
    try compare(RegistryService { throw CancellationError() })
  }

  @Test func `the schema of findings is the golden one`() throws {
    try compare(FindingsService())
  }

  @Test func `the schema of watch is the golden one`() throws {
    try compare(HazmatWatchService())
  }

  @Test func `the schema of liaison is the golden one`() throws {
    try compare(PemdaLiaisonService())
  }

  @Test func `the notifier's schema is the golden one`() throws {
    try compare(NotifierService())
  }

  /// Migrates an empty file and compares the service's own tables, the log's are `LogTests`' matter.
  private func compare(_ logic: any ServiceLogic) throws {
    let queue = try DatabaseQueue()
    for (index, migration) in logic.migrations.enumerated() {
      #expect(migration.number == index + 1)
      try queue.write { try $0.execute(sql: migration.sql) }
    }
    let statements = try queue.read { database in
      try String.fetchAll(
        database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    }
    let schema = statements.map { $0 + ";\n" }.joined()
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(logic.name.rawValue).sql")
    if ProcessInfo.processInfo.environment["TERPADU_UPDATE_GOLDEN"] == "1" {
      try Data(schema.utf8).write(to: golden)
    }
    #expect(String(decoding: try Data(contentsOf: golden), as: UTF8.self) == schema)
  }
}
