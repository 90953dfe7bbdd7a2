import BenchmarkKit
import Foundation
import GRDB
import Testing

struct FileUseTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "terpadu-bench-\(UUID().uuidString)")

  @Test func `commits, bytes of the WAL and growth of a database are seen from outside`()
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.journalMode = .wal
    let path = folder.appending(path: "file.sqlite").path
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try await database.write { try $0.execute(sql: "CREATE TABLE row (content BLOB)") }
    let measured = try await FileUse.watch([path]) {
      for _ in 0..<20 {
        try await database.write {
          try $0.execute(sql: "INSERT INTO row VALUES (zeroblob(40000))")
        }
      }
      return "done"
    }
    #expect(measured.value == "done")
    let use = try #require(measured.uses.first)
    #expect(use.commits == 20)
    #expect((800_000..<1_200_000).contains(use.storedBytes))
    #expect(use.walBytes > use.storedBytes)
    #expect(use.walBytes < 2 * use.storedBytes)
  }

  @Test func `a database that nobody has open is an error`() async throws {
    await #expect(throws: (any Error).self) {
      _ = try await FileUse.watch(["\(folder.path)/absent.sqlite"]) {}
    }
  }
}
