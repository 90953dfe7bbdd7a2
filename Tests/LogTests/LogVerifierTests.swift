import Domain
import Foundation
import GRDB
import Log
import Testing

@Suite struct LogVerifierTests {
  /// A log of five records and a followed one, closed, then changed behind the library's back.
  private func faults(_ tampering: String...) async throws -> [LogFault] {
    let folder = try TestFolder()
    var chain = ChainMaker(log: 5)
    for text in ["x", "y"] { chain.add(text, subject: 3) }
    let records = chain.records
    let path: String
    do {
      let log = try TestLog(folder)
      path = log.database.path
      for number in 1...5 { try await log.append("record \(number)", subject: subject(1)) }
      let followed = FollowedLogs([FollowedLog(source: "registry") { _, _ in throw Bad() }])
      try await log.writer.perform { _ = try followed.apply(records, of: "registry", in: $0) }
      try await log.writer.perform { _ = $0.head }
    }
    let queue = try DatabaseQueue(path: path)
    try await queue.writeWithoutTransaction { database in
      for statement in tampering { try database.execute(sql: statement) }
    }
    try queue.close()
    return try LogVerifier(path: path).run().faults
  }

  private struct Bad: Error {}

  @Test func `a log as it was written is clean`() async throws {
    #expect(try await faults().isEmpty)
  }

  @Test(arguments: [
    ("DELETE FROM log_record WHERE seq = 3", LogFault.Name.gap, 4),
    ("UPDATE log_record SET payload = x'00' WHERE seq = 2", .hash, 2),
    ("UPDATE log_record SET header = zeroblob(154) WHERE seq = 2", .header, 2),
    ("UPDATE log_record SET subject = zeroblob(16) WHERE seq = 4", .column, 4),
    ("UPDATE log_identity SET exercise = 1", .exercise, 1),
    ("UPDATE log_identity SET log = zeroblob(16)", .log, 1),
  ])
  func `a change is found and named`(statement: String, name: LogFault.Name, sequence: UInt64)
    async throws
  {
    let found = try await faults(statement)
    #expect(found.first?.name == name)
    #expect(found.first?.sequence == sequence)
  }

  @Test func `two records exchanged break the chain`() async throws {
    let found = try await faults(
      "UPDATE log_record SET seq = 100 WHERE seq = 2",
      "UPDATE log_record SET seq = 2 WHERE seq = 3",
      "UPDATE log_record SET seq = 3 WHERE seq = 100")
    #expect(found.contains { $0.name == .chain && $0.sequence == 2 })
    #expect(found.contains { $0.name == .column && $0.sequence == 3 })
  }

  @Test func `a log that was cut and written anew breaks the chain`() async throws {
    let found = try await faults(
      """
      UPDATE log_record SET
        header = CAST(substr(header, 1, 72) || zeroblob(32) || substr(header, 105) AS BLOB)
      WHERE seq = 3
      """)
    #expect(found.map(\.name) == [.hash, .chain])
  }

  @Test func `impossible positions and what waits beyond them are found`() async throws {
    #expect(
      try await faults("UPDATE log_cursor SET seq = 0").map(\.name) == [.cursor, .held, .held])
    #expect(try await faults("UPDATE log_cursor SET seq = 1").map(\.name) == [.held])
    #expect(
      try await faults("UPDATE log_held SET payload = x'00' WHERE seq = 1").map(\.name) == [.held])
    #expect(
      try await faults(
        "INSERT INTO log_applied (source, seq, applied_at) VALUES ('registry', 9, 1)"
      ).map(\.name)
        == [.held])
  }

  @Test(arguments: [
    ("UPDATE log_cursor SET epoch = -1", LogFault.Name.cursor),
    ("UPDATE log_cursor SET epoch = 0", .cursor),
    ("UPDATE log_cursor SET seq = -9223372036854775808", .cursor),
    ("UPDATE log_cursor SET hash = x'00'", .cursor),
    ("UPDATE log_cursor SET log = x'00'", .cursor),
    ("UPDATE log_held SET header = zeroblob(9)", .held),
    ("UPDATE log_record SET seq = -2 WHERE seq = 3", .gap),
  ])
  func `a value that nobody wrote is a fault with a name`(
    statement: String, name: LogFault.Name
  ) async throws {
    let found = try await faults("PRAGMA ignore_check_constraints = ON", statement)
    #expect(found.contains { $0.name == name }, "\(found)")
  }

  @Test func `a negative number does not keep what waits from being checked`() async throws {
    let found = try await faults(
      """
      UPDATE log_held SET reason = 'cause', wait_log = zeroblob(16), wait_seq = -4, error = NULL,
        seq = -seq
      """)
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: [
    "UPDATE log_identity SET epoch = -1", "UPDATE log_identity SET log = x'00'",
    "UPDATE log_identity SET exercise = 2",
  ])
  func `an identity that nobody wrote is damage`(statement: String) async throws {
    await #expect { try await faults("PRAGMA ignore_check_constraints = ON", statement) } throws: {
      ($0 as? LogError)?.code == .damaged
    }
  }
}
