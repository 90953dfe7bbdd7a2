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

  /// Of the services' own tables.
  static let ofTables = findings + alerts + tasks + mailboxes

  private static let findings: [Tampering] = [
    Tampering(
      .findings, finds: "findings: registry-fact", at: "SELECT sequence FROM registry_fact",
      "DELETE FROM registry_fact WHERE sequence = ?1"),
    Tampering(
      .registry, finds: "registry: registry-fact", at: "SELECT sequence FROM registry_fact",
      "UPDATE registry_fact SET payload = x'7b7d' WHERE sequence = ?1"),
    Tampering(
      .notifier, finds: "notifier: registry-fact", at: "SELECT sequence FROM registry_fact",
      "UPDATE registry_fact SET code = -1 WHERE sequence = ?1"),
    Tampering(
      .watch, finds: "watch: registry-fact", at: "SELECT sequence FROM registry_fact",
      "UPDATE registry_fact SET sequence = -1 WHERE sequence = ?1"),
    Tampering(
      .findings, finds: "findings: finding-column", at: "SELECT id FROM finding",
      "UPDATE finding SET state = 'closed' WHERE id = ?1"),
    Tampering(
      .findings, finds: "findings: finding-column", at: "SELECT id FROM finding",
      "UPDATE finding SET number = 'F-2026-999999' WHERE id = ?1"),
    Tampering(
      .findings, finds: "findings: finding-column", at: "SELECT id FROM finding",
      "UPDATE finding SET latest_record = -7 WHERE id = ?1"),
    Tampering(
      .findings, finds: "findings: finding-version", at: "SELECT id FROM finding",
      "UPDATE finding SET report_digest = randomblob(32) WHERE id = ?1"),
    Tampering(
      .findings, finds: "findings: finding-version", at: "SELECT finding FROM finding_version",
      "UPDATE finding_version SET original = CAST(original || ' ' AS BLOB) "
        + "WHERE finding = ?1 AND ordinal = 1"),
    Tampering(
      .findings, finds: "findings: finding-version",
      at: "SELECT finding, ordinal FROM finding_version WHERE step = 'amended'",
      "UPDATE finding_version SET original = NULL WHERE finding = ?1 AND ordinal = ?2"),
    Tampering(
      .findings, finds: "findings: finding-version",
      at: "SELECT finding, ordinal FROM finding_version WHERE step = 'withdrawn'",
      "UPDATE finding_version SET original = x'7b7d' WHERE finding = ?1 AND ordinal = ?2"),
    Tampering(
      .findings, finds: "findings: finding-version",
      at: "SELECT finding, ordinal FROM finding_version",
      "UPDATE finding_version SET version = version + 1 WHERE finding = ?1 AND ordinal = ?2"),
    Tampering(
      .findings, finds: "findings: finding-version",
      at: "SELECT finding, ordinal FROM finding_version",
      "UPDATE finding_version SET step = 'closed' WHERE finding = ?1 AND ordinal = ?2"),
    Tampering(
      .findings, finds: "findings: finding-missing",
      at: "SELECT finding, ordinal FROM finding_version",
      "DELETE FROM finding_version WHERE finding = ?1 AND ordinal = ?2"),
    Tampering(
      .findings, finds: "findings: finding-version",
      at: "SELECT finding, ordinal FROM finding_version WHERE ordinal = 2",
      "UPDATE finding_version SET record = 1 WHERE finding = ?1 AND ordinal = ?2"),
  ]

  private static let alerts: [Tampering] = [
    Tampering(
      .watch, finds: "watch: alert-missing", at: "SELECT record FROM alert",
      "DELETE FROM alert WHERE record = ?1"),
    Tampering(
      .watch, finds: "watch: alert-column", at: "SELECT record FROM alert",
      "UPDATE alert SET version = version - 9 WHERE record = ?1"),
    Tampering(
      .watch, finds: "watch: alert-column", at: "SELECT record FROM alert",
      "UPDATE alert SET id = randomblob(16) WHERE record = ?1"),
    Tampering(
      .watch, finds: "watch: finding-unwatched", at: "SELECT id FROM watched_finding",
      "UPDATE watched_finding SET event = x'7b7d' WHERE id = ?1"),
    Tampering(
      .watch, finds: "watch: finding-unwatched", at: "SELECT id FROM watched_finding",
      "DELETE FROM watched_finding WHERE id = ?1"),
    Tampering(.watch, finds: "watch: finding-unalerted", "DELETE FROM alert"),
  ]

  private static let tasks: [Tampering] = [
    Tampering(
      .liaison, finds: "liaison: task-column", at: "SELECT id FROM task",
      "UPDATE task SET due_at = 9223372036854775807 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: task-column", at: "SELECT id FROM task",
      "UPDATE task SET provisional = 2 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: task-missing", at: "SELECT id FROM task",
      "UPDATE task SET record = -1 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: task-without-alert", at: "SELECT id FROM task",
      "UPDATE task SET finding = x'0102' WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: task-lacking", at: "SELECT id FROM task WHERE state = 'open'",
      "DELETE FROM task WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: task-missing", at: "SELECT id FROM task WHERE state = 'open'",
      """
      DELETE FROM task WHERE id = ?1;
      UPDATE registry_fact SET sequence = sequence + 100000 WHERE code = 103
      """),
    Tampering(
      .liaison, finds: "liaison: task-missing", at: "SELECT id FROM task WHERE state = 'open'",
      """
      DELETE FROM task WHERE id = ?1;
      UPDATE log_cursor SET epoch = epoch + 1 WHERE source = 'registry'
      """),
    Tampering(
      .liaison, finds: "liaison: task-withdrawn",
      at: "SELECT id FROM task WHERE state = 'cancelled'",
      """
      UPDATE task SET state = 'open', record = (
        SELECT min(seq) FROM log_record WHERE log_record.subject = task.finding) WHERE id = ?1
      """),
    Tampering(
      .liaison, finds: "liaison: task-column", at: "SELECT task FROM task_step",
      "DELETE FROM task_step WHERE task = ?1"),
    Tampering(
      .liaison, finds: "liaison: timer-missing", at: "SELECT id FROM log_timer",
      "DELETE FROM log_timer WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: timer-orphan", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET due_at = due_at - 1 WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: timer-orphan",
      "INSERT INTO log_timer VALUES ('due:nothing', 'due', x'0102', -1, -1, 0)"),
  ]

  /// An alert that its withdrawal had passed is told to nobody, and a post without entries says so.
  /// - Parameter change: of the header, whose first cause is the alert.
  private static func toldToNobody(
    _ description: String, finds expected: String,
    causes change: @escaping @Sendable (inout [UInt8]) -> Void
  ) -> Tampering {
    Tampering("notifier: told to nobody, \(description)", finds: expected) { files in
      var changed: TamperedFiles.StoredRecord?
      try files.change(.notifier) { database in
        let row = try files.pick(
          """
          SELECT seq FROM log_record WHERE instr(payload, '"kind":"alert"')
            AND instr(payload, 'message.posted') ORDER BY seq LIMIT 1
          """, in: database)
        let number: Int64 = row["seq"]
        try database.execute(
          sql: """
            DELETE FROM message WHERE (unit, position) IN (
              SELECT json_extract(value, '$.unit'), json_extract(value, '$.position')
              FROM log_record, json_each(CAST(payload AS TEXT), '$.data.entries') WHERE seq = ?1)
            """, arguments: [number])
        try database.execute(
          sql: """
            UPDATE log_record SET payload = CAST('{"data":{"entries":[]}}' AS BLOB)
            WHERE seq = ?1
            """, arguments: [number])
        var record = try files.record(number, in: database)
        change(&record.header)
        record.seal()
        try files.store(record, in: database)
        changed = record
      }
      if let changed { try files.reseal(after: changed, of: .notifier) }
    }
  }

  private static let mailboxes: [Tampering] = [
    .toldToNobody("of the alert", finds: "notifier: mailbox-gap") { _ in },
    .toldToNobody("of another record", finds: "notifier: alert-untold") { $0[153 + 32] ^= 1 },
    .toldToNobody("of another log", finds: "notifier: alert-untold") { $0[154] ^= 1 },
    Tampering(
      .notifier, finds: "notifier: message-missing",
      at: "SELECT unit, position FROM message",
      "DELETE FROM message WHERE unit = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: alert-untold",
      at: "SELECT unit, position FROM message WHERE kind = 'alert'",
      "DELETE FROM message WHERE unit = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: task-untold",
      at: "SELECT DISTINCT m.finding FROM message m WHERE kind = 'task' AND NOT EXISTS (SELECT 1 "
        + "FROM message w WHERE w.finding = m.finding AND w.kind = 'withdrawal')",
      "UPDATE message SET kind = 'update' WHERE finding = ?1 AND kind = 'task'"),
    Tampering(
      .notifier, finds: "notifier: mailbox-gap",
      at: "SELECT unit, position FROM message WHERE unit = 'pusat-deputi-3' AND position > 1",
      "UPDATE message SET position = -4 WHERE unit = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: mailbox-head", at: "SELECT unit FROM mailbox",
      "UPDATE mailbox SET head = head + 1 WHERE unit = ?1"),
    Tampering(
      .notifier, finds: "notifier: mailbox-head", at: "SELECT unit FROM mailbox",
      "UPDATE mailbox SET delivered = 9223372036854775807 WHERE unit = ?1"),
    Tampering(
      .notifier, finds: "notifier: mailbox-head", at: "SELECT unit FROM mailbox",
      "DELETE FROM mailbox WHERE unit = ?1"),
    Tampering(
      .notifier, finds: "notifier: message-column", at: "SELECT unit, position FROM message",
      "UPDATE message SET number = 'M-2026-999999' WHERE unit = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: message-column", at: "SELECT unit, position FROM message",
      "UPDATE message SET entry = x'00' WHERE unit = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: message-unposted", at: "SELECT * FROM message LIMIT 1",
      """
      INSERT INTO message (unit, position, id, number, source, source_sequence, kind, entry,
        created_at)
      SELECT unit, head + 1, randomblob(16), 'M-2026-999998', 'notifier', 1, 'alarm', x'7b7d', 0
      FROM mailbox LIMIT 1
      """),
    Tampering(
      .notifier, finds: "notifier: message-cause",
      at: "SELECT unit, position FROM message WHERE source = 'watch'",
      "UPDATE message SET source_sequence = 5000 WHERE unit = ?1 AND position = ?2"),
    Tampering(
      .notifier, finds: "notifier: timer-orphan", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET id = 'unread:pom-palu' WHERE id = ?1"),
    Tampering(
      .notifier, finds: "notifier: timer-orphan", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET subject = NULL WHERE id = ?1"),
    Tampering(
      .notifier, finds: "notifier: timer-orphan", at: "SELECT id FROM log_timer",
      "UPDATE log_timer SET kind = 'due' WHERE id = ?1"),
  ]
}
