import Domain
import Foundation
import GRDB
import Log
import Testing

@Suite struct LogDatabaseTests {
  private func options(_ folder: TestFolder) -> LogDatabase.Options {
    LogDatabase.Options(
      directory: folder.path, service: "watch", time: Timestamp(milliseconds: 5), holder: "tester")
  }

  @Test func `commits are as durable as promised: the settings read back`() async throws {
    let log = try TestLog(try TestFolder())
    let settings = try await log.writer.perform { transaction in
      try ["journal_mode", "synchronous", "foreign_keys", "mmap_size", "wal_autocheckpoint"].map {
        try String.fetchOne(transaction.db, sql: "PRAGMA \($0)") ?? ""
      }
    }
    #expect(settings == ["wal", "2", "1", "0", "0"])
  }

  @Test func `a log keeps its id, and two logs have two`() throws {
    let (folder, another) = (try TestFolder(), try TestFolder())
    let first = try LogDatabase(options(folder)).identity
    let again = try LogDatabase(options(folder)).identity
    let other = try LogDatabase(options(another)).identity
    #expect(first == again)
    #expect(first.log != other.log)
    #expect(first.epoch == 1)
    #expect(first.createdAt == Timestamp(milliseconds: 5))
  }

  @Test func `a second process is refused and hears who holds the directory`() throws {
    let folder = try TestFolder()
    let database = try LogDatabase(options(folder))
    var second = options(folder)
    second.holder = "intruder"
    let error = #expect(throws: LogError.self) { try LogDatabase(second) }
    #expect(error?.code == .locked)
    #expect(error?.message.contains("process \(getpid()) (tester)") == true)
    _ = database
  }

  @Test func `the lock ends with its holder`() throws {
    let folder = try TestFolder()
    do { _ = try LogDatabase(options(folder)) }
    _ = try LogDatabase(options(folder))
  }

  @Test func `a file of a newer program is refused`() throws {
    let folder = try TestFolder()
    var newer = options(folder)
    newer.migrations = [
      Migration(1, sql: "CREATE TABLE a (x INTEGER) STRICT"),
      Migration(2, sql: "CREATE TABLE b (x INTEGER) STRICT"),
    ]
    do { _ = try LogDatabase(newer) }
    var older = newer
    older.migrations.removeLast()
    let error = #expect(throws: LogError.self) { try LogDatabase(older) }
    #expect(error?.code == .newerFile)
  }

  @Test func `a migration that was changed after its release is refused`() throws {
    let folder = try TestFolder()
    var changed = options(folder)
    changed.migrations = [Migration(1, sql: "CREATE TABLE a (x INTEGER) STRICT")]
    do { _ = try LogDatabase(changed) }
    changed.migrations = [Migration(1, sql: "CREATE TABLE a (x TEXT) STRICT")]
    let error = #expect(throws: LogError.self) { try LogDatabase(changed) }
    #expect(error?.code == .foreignFile)
  }

  @Test func `a migration that fails leaves the file as it was`() throws {
    let folder = try TestFolder()
    var failing = options(folder)
    failing.migrations = [
      Migration(1, sql: "CREATE TABLE a (x INTEGER) STRICT; CREATE TABLE a (y INTEGER) STRICT")
    ]
    #expect(throws: LogError.self) { try LogDatabase(failing) }
    failing.migrations = [Migration(1, sql: "CREATE TABLE a (x INTEGER) STRICT")]
    _ = try LogDatabase(failing)
  }

  @Test func `exercise and real data do not share a file`() throws {
    let folder = try TestFolder()
    do { _ = try LogDatabase(options(folder)) }
    var exercise = options(folder)
    exercise.isExercise = true
    let error = #expect(throws: LogError.self) { try LogDatabase(exercise) }
    #expect(error?.code == .exerciseMismatch)
  }

  @Test func `a damaged file is refused at the start`() async throws {
    let folder = try TestFolder()
    let path: String
    do {
      let log = try TestLog(folder)
      for number in 0..<200 {
        try await log.append("\(number) \(String(repeating: "x", count: 500))")
      }
      path = log.database.path
    }
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    for page in 4..<20 {
      try file.seek(toOffset: UInt64(page * 4096))
      try file.write(contentsOf: Data(repeating: 0x5a, count: 64))
    }
    try file.close()
    let error = #expect(throws: LogError.self) { try TestLog(folder) }
    #expect(error?.code == .damaged || error?.code == .fatal)
  }

  @Test func `the schema is the golden one`() throws {
    let folder = try TestFolder()
    let database = try LogDatabase(options(folder))
    let schema = try database.reader().query { database in
      try String.fetchAll(
        database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    }
    let golden = try #require(
      Bundle.module.url(forResource: "schema", withExtension: "sql", subdirectory: "Golden"))
    let expected = try String(contentsOf: golden, encoding: .utf8)
    #expect(schema.map { $0 + ";\n" }.joined() == expected)
  }
}
