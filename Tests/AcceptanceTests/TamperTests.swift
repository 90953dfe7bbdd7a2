import Domain
import Events
import Foundation
import GRDB
import Localization
import ServiceRuntime
import TestSupport
import Testing

@testable import TerpaduCommands

/// What `verify` finds in the files of a system with a history, after somebody changed them behind
/// the services' backs.
struct TamperTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var service: ServiceName
    /// `service: fault`; there may be more.
    var expected: String
    var sequence: UInt64?
    /// Whose rows it is about.
    var table: String?
    var sql: String

    init(
      _ service: ServiceName, _ expected: String, at sequence: UInt64? = nil, _ sql: String
    ) {
      self.service = service
      self.expected = expected
      self.sequence = sequence
      self.sql = sql
    }

    /// A change of a table that follows from the logs.
    static func row(
      _ fault: String, _ service: ServiceName, _ table: String, _ sql: String
    ) -> Case {
      var tampering = Case(service, "\(service.rawValue): row-\(fault)", sql)
      tampering.table = table
      return tampering
    }

    var testDescription: String { "\(service.rawValue): \(sql) → \(expected)" }
  }

  private static let cases: [Case] = [
    // The log itself.
    Case(.registry, "registry: gap", at: 6, "DELETE FROM log_record WHERE seq = 5"),
    Case(
      .registry, "registry: hash", at: 7,
      "UPDATE log_record SET payload = CAST(payload || x'20' AS BLOB) WHERE seq = 7"),
    Case(
      .watch, "watch: header", at: 2,
      "UPDATE log_record SET header = zeroblob(154) WHERE seq = 2"),
    Case(
      .liaison, "liaison: chain", at: 2,
      """
      UPDATE log_record SET header = CAST(substr(header, 1, 72) || zeroblob(32)
        || substr(header, 105) AS BLOB) WHERE seq = 2
      """),
    Case(
      .notifier, "notifier: column", at: 1, "UPDATE log_record SET subject = NULL WHERE seq = 1"),
    Case(
      .findings, "findings: epoch", at: 1,
      """
      UPDATE log_record SET header = CAST(substr(header, 1, 24) || x'0000000000000002'
        || substr(header, 33) AS BLOB) WHERE seq = 1
      """),
    Case(
      .notifier, "notifier: projection", at: 1,
      "UPDATE log_record SET payload = CAST('{}' AS BLOB) WHERE seq = 1"),
    Case(.liaison, "liaison: exercise", at: 1, "UPDATE log_identity SET exercise = 1"),
    Case(.findings, "findings: log-id", at: 1, "UPDATE log_identity SET log = zeroblob(16)"),
    Case(.watch, "watch: newer-file", "INSERT INTO log_migration VALUES ('watch', 9, '', 0)"),
    // Positions in followed logs.
    Case(
      .watch, "findings: cursor-epoch",
      "UPDATE log_cursor SET epoch = 2 WHERE source = 'findings'"),
    Case(
      .findings, "findings: cursor-ahead",
      "DELETE FROM log_record WHERE seq = (SELECT max(seq) FROM log_record)"),
    Case(
      .watch, "findings: cursor-hash", at: 8,
      "UPDATE log_cursor SET hash = randomblob(32) WHERE source = 'findings'"),
    Case(
      .watch, "findings: cursor-log",
      "UPDATE log_cursor SET log = randomblob(16) WHERE source = 'findings'"),
    Case(
      .liaison, "liaison: cursor", "UPDATE log_cursor SET hash = zeroblob(32)"),
    Case(
      .notifier, "notifier: held",
      "UPDATE log_applied SET seq = 99999 WHERE source = 'watch' AND seq = 2"),
    Case(
      .notifier, "notifier: applied", "DELETE FROM log_applied WHERE source = 'watch' AND seq = 2"),
    Case(.notifier, "notifier: cursor", "UPDATE log_cursor SET epoch = -1"),
    // A record of which nothing can follow.
    Case(
      .liaison, "liaison: projection", at: 1,
      "UPDATE log_record SET payload = CAST('{}' AS BLOB) WHERE seq = 1"),
    // The copy of the registry.
    .row(
      "differs", .registry, "registry_fact",
      "UPDATE registry_fact SET payload = x'7b7d' WHERE sequence = 9"),
    .row(
      "missing", .liaison, "registry_fact", "DELETE FROM registry_fact WHERE sequence = 9"),
    // Findings and alerts.
    .row("differs", .findings, "finding", "UPDATE finding SET state = 'closed'"),
    .row("missing", .findings, "finding", "DELETE FROM finding"),
    .row(
      "unexplained", .findings, "finding_key",
      "INSERT INTO finding_key SELECT 'unit', 'pom-palu', report_record, id FROM finding"),
    .row(
      "differs", .findings, "finding_counter", "UPDATE finding_counter SET last = last + 1"),
    .row("missing", .watch, "alert", "DELETE FROM alert WHERE ordinal = 2"),
    .row("differs", .watch, "alert", "UPDATE alert SET version = 7 WHERE ordinal = 1"),
    .row("differs", .watch, "watched_finding", "UPDATE watched_finding SET event = x'7b7d'"),
    .row("missing", .watch, "watched_case", "DELETE FROM watched_case"),
    // What was lost: a row that nobody wrote excuses nothing.
    .row(
      "differs", .watch, "watched_finding",
      """
      PRAGMA ignore_check_constraints = ON;
      INSERT INTO log_missing (source, epoch, seq, subject, missing_since)
        VALUES ('findings', -1, -9223372036854775808, x'0102', 9223372036854775807);
      UPDATE watched_finding SET event = x'7b7d'
      """),
    // Tasks and their timers.
    .row("differs", .liaison, "task", "UPDATE task SET record = -1, provisional = 2"),
    .row("missing", .liaison, "task", "DELETE FROM task WHERE state = 'accepted'"),
    .row(
      "unexplained", .liaison, "task", "UPDATE task SET id = CAST(x'00' || substr(id, 2) AS BLOB)"),
    .row(
      "unexplained", .liaison, "log_timer",
      "INSERT INTO log_timer VALUES ('due:nothing', 'due', randomblob(16), 1, 1, 0)"),
    .row(
      "differs", .liaison, "log_timer", "UPDATE log_timer SET due_at = due_at + 86400000"),
    .row("missing", .liaison, "log_timer", "DELETE FROM log_timer"),
    // The ledger and the mailboxes.
    .row("missing", .notifier, "message", "DELETE FROM message WHERE position = 1"),
    .row("differs", .notifier, "message", "UPDATE message SET acknowledged_at = 1"),
    .row("differs", .notifier, "mailbox", "UPDATE mailbox SET head = head + 1"),
    .row("differs", .notifier, "mailbox", "UPDATE mailbox SET delivered = 1"),
    .row("missing", .notifier, "post", "DELETE FROM post"),
    .row(
      "unexplained", .notifier, "post",
      "DELETE FROM log_record WHERE seq = (SELECT max(record) FROM post)"),
    .row(
      "unexplained", .notifier, "log_timer",
      "INSERT INTO log_timer VALUES ('unread:pemda-13', 'unread', randomblob(16), 1, 1, 0)"),
    .row("differs", .notifier, "log_timer", "UPDATE log_timer SET kind = 'due'"),
  ]

  /// Writes the files into a folder, changes them, and checks them as `terpadu verify` does.
  private func verify(
    changing change: (DataDirectory) throws -> Void
  ) async throws -> VerificationLedger {
    let folder = try TestFolder()
    let directory = DataDirectory(folder.path)
    try await FilesWithHistory.write(to: directory)
    try change(directory)
    var ledger = VerificationLedger()
    for service in ServiceName.allCases.reversed() {
      ledger.add(
        try ServiceVerification.run(
          TestSystem.logic(of: service)(), in: directory,
          hashesAt: ledger.sequences(of: service)))
    }
    return ledger
  }

  @Test func `files that nobody changed are clean`() async throws {
    let ledger = try await verify { _ in }
    #expect(ledger.faultNames == [])
    #expect(ledger.isClean)
  }

  @Test(arguments: cases)
  func `a change is found and named`(_ tampering: Case) async throws {
    let ledger = try await verify { directory in
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(
        path: directory.database(of: tampering.service), configuration: configuration)
      try queue.writeWithoutTransaction { try $0.execute(sql: tampering.sql) }
      #expect(try queue.read { $0.changesCount } > 0, "nothing was changed")
      try queue.close()
    }
    #expect(ledger.faultNames.contains(tampering.expected), "\(ledger.faultNames)")
    if let sequence = tampering.sequence {
      let places = ledger.reports.flatMap { report in
        report.faults.map { "\(report.service.rawValue): \($0.name) \($0.sequence ?? 0)" }
      }
      #expect(places.contains("\(tampering.expected) \(sequence)"), "\(places)")
    }
    if let table = tampering.table {
      let tables = ledger.reports.flatMap { report in
        report.faults.map {
          "\(report.service.rawValue): \($0.name) \($0.parameters["table"] ?? "")"
        }
      }
      #expect(tables.contains("\(tampering.expected) \(table)"), "\(tables)")
    }
  }

  /// What the tables lack must not make the log look like another.
  @Test(arguments: [
    (ServiceName.watch, "DROP TABLE watched_finding"), (.liaison, "DROP TABLE task"),
    (.findings, "DROP TABLE finding_key"),
  ])
  func `a table that cannot be read does not blame the log`(
    service: ServiceName, sql: String
  ) async throws {
    let ledger = try await verify { directory in
      let queue = try DatabaseQueue(path: directory.database(of: service))
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
      }
      try queue.close()
    }
    #expect(ledger.faultNames == ["\(service.rawValue): tables"])
  }

  @Test func `one record that cannot be read is named and keeps nothing else from being checked`()
    async throws
  {
    let ledger = try await verify { directory in
      let queue = try DatabaseQueue(path: directory.database(of: .liaison))
      try queue.writeWithoutTransaction {
        try $0.execute(
          sql: """
            UPDATE log_record SET payload = CAST('{}' AS BLOB) WHERE seq = 1;
            UPDATE log_cursor SET hash = randomblob(32) WHERE source = 'watch';
            """)
      }
      try queue.close()
    }
    let names = ledger.faultNames
    #expect(
      names.contains("liaison: projection") && names.contains("watch: cursor-hash"), "\(names)")
    #expect(!names.contains("liaison: unreadable"))
  }

  @Test func `a damaged, a foreign and a missing file are named, and the others checked`()
    async throws
  {
    let ledger = try await verify { directory in
      let watch = URL(fileURLWithPath: directory.database(of: .watch))
      var bytes = try Data(contentsOf: watch)
      let middle = bytes.count / 2 / 4096 * 4096
      bytes.replaceSubrange(middle..<middle + 4096, with: Data(repeating: 0xa5, count: 4096))
      try bytes.write(to: watch)
      try Data("no database".utf8).write(
        to: URL(fileURLWithPath: directory.database(of: .liaison)))
      try FileManager.default.removeItem(atPath: directory.database(of: .notifier))
    }
    #expect(ledger.faultNames.contains("watch: pages"), "\(ledger.faultNames)")
    #expect(ledger.faultNames.contains("liaison: unreadable"))
    #expect(ledger.faultNames.contains("notifier: missing"))
    let clean = ledger.reports.filter(\.faults.isEmpty).map(\.service)
    #expect(Set(clean) == [.registry, .findings])
  }

  @Test func `a fault reads in both languages, with its record`() async throws {
    let ledger = try await verify { directory in
      let queue = try DatabaseQueue(path: directory.database(of: .registry))
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "UPDATE log_record SET payload = x'00' WHERE seq = 7")
      }
      try queue.close()
    }
    let printout = VerificationPrintout(ledger: ledger)
    #expect(printout.lines(Localizer(.id)).contains("  hash: catatan 7: isinya diubah"))
    #expect(printout.lines(Localizer(.en)).contains("  hash: record 7: its bytes were changed"))
  }
}
