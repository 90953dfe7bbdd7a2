import Domain
import Events
import GRDB
import ServiceRuntime
import TestSupport
import Testing

/// A program that keeps a read of a service's file open keeps its write-ahead log from being brought
/// in: the service goes on, and its status shows it.
struct WriteAheadLogTests {
  @Test func `status shows how a reader held open lets the write-ahead log grow, and its end`()
    async throws
  {
    try await TestSystem.run(at: "2026-09-06T08:00:00+07:00") { system in
      let path = system.directory.database(of: .findings)
      var configuration = Configuration()
      configuration.readonly = true
      configuration.allowsUnsafeTransactions = true
      let reader = try DatabaseQueue(path: path, configuration: configuration)
      try await reader.inDatabaseAsync { database in
        try database.execute(sql: "BEGIN")
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM log_record")
      }
      var sizes: [Int] = []
      for _ in 0..<30 {
        try await system.report(.lontong, by: "pom-payakumbuh")
        sizes.append(try #require(try await system.status(.findings).walBytes))
      }
      #expect(sizes == sizes.sorted())
      let grown = try #require(sizes.last)
      #expect(grown > sizes[0] + 29 * 4_096)
      try reader.close()
      try await eventually("the write-ahead log starts over") {
        try await system.report(.lontong, by: "pom-payakumbuh")
        return try await system.status(.findings).walBytes ?? .max < grown / 2
      }
      try await system.settle()
    }
  }
}

extension DatabaseQueue {
  /// Outside of a transaction of GRDB's, without holding up the caller's executor.
  fileprivate func inDatabaseAsync(
    _ work: @escaping @Sendable (Database) throws -> Void
  ) async throws {
    try await writeWithoutTransaction { try work($0) }
  }
}
