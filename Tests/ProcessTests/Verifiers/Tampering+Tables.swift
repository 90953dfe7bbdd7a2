import Events
import Foundation
import GRDB
import ServiceRuntime

extension Tampering {
  /// Of positions, and of what was applied or waits.
  static let ofFollowing: [Tampering] = [
    Tampering(
      .watch, finds: "findings: cursor-hash",
      "UPDATE log_cursor SET hash = randomblob(32) WHERE source = 'findings'"),
    Tampering(
      .watch, finds: "findings: cursor-log",
      "UPDATE log_cursor SET log = randomblob(16) WHERE source = 'findings'"),
    Tampering(
      .notifier, finds: "watch: cursor-ahead",
      "UPDATE log_cursor SET seq = 9223372036854775807 WHERE source = 'watch'"),
    Tampering(
      .liaison, finds: "liaison: held", "UPDATE log_cursor SET seq = seq - 1"),
    Tampering(.liaison, finds: "liaison: cursor", "UPDATE log_cursor SET hash = zeroblob(32)"),
    Tampering(
      .notifier, finds: "notifier: cursor",
      "UPDATE log_cursor SET epoch = -1 WHERE source = 'watch'"),
    Tampering(
      .watch, finds: "watch: cursor", "UPDATE log_cursor SET seq = -9223372036854775808"),
    Tampering(
      .findings, finds: "findings: cursor", "UPDATE log_cursor SET hash = zeroblob(31)"),
    Tampering(.findings, finds: "findings: cursor", "UPDATE log_cursor SET log = x'00'"),
    Tampering(.watch, finds: nil, "DELETE FROM log_cursor WHERE source = 'findings'"),
    Tampering(
      .notifier, finds: "notifier: applied",
      at: "SELECT seq FROM log_applied WHERE source = 'watch'",
      "DELETE FROM log_applied WHERE source = 'watch' AND seq = ?1"),
    Tampering(
      .notifier, finds: "notifier: held", at: "SELECT seq FROM log_applied WHERE source = 'watch'",
      "UPDATE log_applied SET seq = 99999 WHERE source = 'watch' AND seq = ?1"),
    Tampering(
      .notifier, finds: "notifier: applied",
      at: "SELECT seq FROM log_applied WHERE source = 'watch'",
      "UPDATE log_applied SET seq = -seq WHERE source = 'watch' AND seq = ?1"),
    .held("sound", finds: nil, header: "header", payload: "payload", sequence: "seq"),
    .held(
      "damaged", finds: "watch: held", header: "header", payload: "x'00'", sequence: "seq"),
    .held(
      "unreadable", finds: "watch: held", header: "zeroblob(154)", payload: "payload",
      sequence: "seq"),
    .held(
      "with a number below nought", finds: nil, header: "header", payload: "payload",
      sequence: "-seq"),
    .held(
      "with a short header", finds: "watch: held", header: "substr(header, 1, 99)",
      payload: "payload", sequence: "seq"),
  ]

  /// Puts a followed record among those that wait.
  private static func held(
    _ description: String, finds expected: String?, header: String, payload: String,
    sequence: String
  ) -> Tampering {
    Tampering("watch: a waiting record, \(description)", finds: expected) { files in
      try files.change(.watch) { database in
        try database.execute(
          sql: "ATTACH ? AS other", arguments: [files.directory.database(of: .findings)])
        let record: Int64 = try files.pick("SELECT seq FROM other.log_record", in: database)["seq"]
        try database.execute(
          sql: """
            INSERT INTO log_held (source, log, seq, subject, header, payload, reason, wait_log,
              wait_seq, held_at)
            SELECT 'findings', substr(header, 9, 16), \(sequence), subject, \(header), \(payload),
              'cause', zeroblob(16), -4, 0 FROM other.log_record WHERE seq = ?
            """, arguments: [record])
      }
    }
  }

  /// Of the tables that follow from the logs.
  static let ofTables = findings + alerts + tasks + mailboxes

  private static let findings: [Tampering] = [
    Tampering(
      .findings, finds: "findings: row-missing", at: "SELECT sequence FROM registry_fact",
      "DELETE FROM registry_fact WHERE sequence = ?1"),
    Tampering(
      .registry, finds: "registry: row-differs", at: "SELECT sequence FROM registry_fact",
      "UPDATE registry_fact SET payload = x'7b7d' WHERE sequence = ?1"),
    Tampering(
      .notifier, finds: "notifier: row-differs", at: "SELECT sequence FROM registry_fact",
      "UPDATE registry_fact SET code = -1 WHERE sequence = ?1"),
    Tampering(
      .watch, finds: "watch: row-unexplained", at: "SELECT sequence FROM registry_fact",
      "UPDATE registry_fact SET sequence = -1 WHERE sequence = ?1"),
    Tampering(
      .findings, finds: "findings: row-differs", at: "SELECT id FROM finding",
      "UPDATE finding SET state = 'closed' WHERE id = ?1"),
    Tampering(
      .findings, finds: "findings: row-differs", at: "SELECT id FROM finding",
      "UPDATE finding SET report_digest = randomblob(32) WHERE id = ?1"),
    Tampering(
      .findings, finds: "findings: row-missing", at: "SELECT finding FROM finding_key",
      "DELETE FROM finding_key WHERE finding = ?1"),
    Tampering(
      .findings, finds: "findings: row-differs", "UPDATE finding_counter SET last = last + 1"),
  ]

  private static let alerts: [Tampering] = [
    Tampering(
      .watch, finds: "watch: row-missing", at: "SELECT record FROM alert",
      "DELETE FROM alert WHERE record = ?1"),
    Tampering(
      .watch, finds: "watch: row-differs", at: "SELECT record FROM alert",
      "UPDATE alert SET version = version - 9 WHERE record = ?1"),
    Tampering(
      .watch, finds: "watch: row-differs", at: "SELECT id FROM watched_finding",
      "UPDATE watched_finding SET event = x'7b7d' WHERE id = ?1"),
    Tampering(
      .watch, finds: "watch: row-unexplained", at: "SELECT finding FROM watched_case",
      "UPDATE watched_case SET finding = randomblob(16) WHERE finding = ?1"),
  ]

  private static let tasks: [Tampering] = [
    Tampering(
      .liaison, finds: "liaison: row-differs", at: "SELECT id FROM task",
      "UPDATE task SET due_at = 9223372036854775807 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: row-differs", at: "SELECT id FROM task",
      "UPDATE task SET finding = x'0102', record = -1 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: row-missing", at: "SELECT id FROM task WHERE state = 'open'",
      "DELETE FROM task WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: row-missing", at: "SELECT id FROM log_timer",
      "DELETE FROM log_timer WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: row-differs", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET due_at = due_at - 1 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: row-unexplained",
      "INSERT INTO log_timer VALUES ('due:nothing', 'due', x'0102', -1, -1, 0)"),
  ]

  private static let mailboxes: [Tampering] = [
    Tampering(
      .notifier, finds: "notifier: row-missing", at: "SELECT mailbox, position FROM message",
      "DELETE FROM message WHERE mailbox = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: row-unexplained",
      at: "SELECT mailbox, position FROM message WHERE position > 1",
      "UPDATE message SET position = -4 WHERE mailbox = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: row-differs", at: "SELECT mailbox, position FROM message",
      "UPDATE message SET acknowledged_at = 7 WHERE mailbox = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: row-differs", at: "SELECT unit FROM mailbox",
      "UPDATE mailbox SET head = head + 1 WHERE unit = ?1"),
    Tampering(
      .notifier, finds: "notifier: row-missing", at: "SELECT unit FROM mailbox",
      "DELETE FROM mailbox WHERE unit = ?1"),
    Tampering(
      .notifier, finds: "notifier: row-differs", at: "SELECT record FROM post",
      "UPDATE post SET event = randomblob(16) WHERE record = ?1"),
    Tampering(
      .notifier, finds: "notifier: row-unexplained", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET id = 'unread:pom-palu' WHERE id = ?1"),
    Tampering(
      .notifier, finds: "notifier: row-differs", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET subject = NULL WHERE id = ?1"),
  ]
}
