import Domain
import Events
import SimulationChecks
import TestSupport
import Testing

/// Whatever is changed in the files of a sound country is found by the rule whose promise it breaks.
struct TamperedCountryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: CheckRule
    /// What the violation's sentence contains.
    var words: String
    var service: ServiceName
    var sql: String

    init(_ rule: CheckRule, _ words: String, _ service: ServiceName, _ sql: String) {
      self.rule = rule
      self.words = words
      self.service = service
      self.sql = sql
    }

    var testDescription: String { "\(service.rawValue): \(sql) → \(rule.rawValue)" }
  }

  private static let cases: [Case] = [
    // Logs.
    Case(
      .logs, "registry 7 does not continue the chain", .registry,
      "UPDATE log_record SET payload = CAST(payload || x'20' AS BLOB) WHERE seq = 7"),
    Case(
      .logs, "findings 4 does not continue the chain", .findings,
      "DELETE FROM log_record WHERE seq = 3"),
    Case(
      .logs, "record 1 of liaison", .liaison,
      "UPDATE log_record SET payload = CAST('{}' AS BLOB) WHERE seq = 1"),
    Case(
      .logs, "the event of watch 1 is not lawful", .watch,
      """
      UPDATE log_record SET payload = CAST(replace(CAST(payload AS TEXT), '"source":"watch"',
        '"source":"findings"') AS BLOB) WHERE seq = 1
      """),
    Case(
      .logs, "the file of watch", .watch,
      "UPDATE log_record SET header = zeroblob(154) WHERE seq = 2"),
    // Answers.
    Case(
      .answers, "is not stored", .findings,
      "DELETE FROM log_answer WHERE command = 'story-1'"),
    Case(
      .answers, "is the effect of no command", .findings,
      "DELETE FROM log_answer WHERE command = 'story-1'"),
    Case(
      .answers, "another answer is stored", .findings,
      """
      UPDATE log_answer SET record = (SELECT record FROM log_answer WHERE command = 'story-2')
      WHERE command = 'story-1'
      """),
    Case(
      .answers, "which nobody sent so", .findings,
      "UPDATE log_answer SET request = zeroblob(32) WHERE command = 'story-1'"),
    Case(
      .answers, "keeps another document", .findings,
      """
      UPDATE log_record SET payload = CAST(replace(CAST(payload AS TEXT), '"original":"',
        '"original":" ') AS BLOB)
      """),
    Case(
      .answers, "is the effect of [", .findings,
      """
      INSERT INTO log_answer SELECT unit, 'again', request, record FROM log_answer
      WHERE command = 'story-2'
      """),
    Case(
      .answers, "by 2 commands", .liaison,
      """
      INSERT INTO log_answer SELECT unit, 'again', request, record FROM log_answer
      """),
    // Messages.
    Case(
      .messages, "is not in the mailbox as it was posted", .notifier,
      "DELETE FROM message WHERE position = 2"),
    Case(.messages, "has no alert", .notifier, "DELETE FROM message WHERE position = 1"),
    Case(
      .messages, "tells a unit that must not hear of it", .notifier,
      "UPDATE mailbox SET unit = 'pom-nowhere' WHERE unit = 'pemda-17'"),
    Case(
      .messages, "was never posted", .notifier,
      """
      INSERT INTO message SELECT mailbox, 900, record, ordinal, 0, NULL, NULL FROM message
      WHERE position = 1
      """),
    Case(
      .messages, "stands for no message", .notifier, "UPDATE message SET ordinal = ordinal + 900"),
    Case(
      .messages, "stands for no message", .notifier, "UPDATE message SET record = record + 900"),
    Case(
      .messages, "was told to nobody", .notifier,
      """
      UPDATE log_record SET payload = CAST(replace(CAST(payload AS TEXT),
        '"sequence":2,"source":"watch"', '"sequence":900,"source":"watch"') AS BLOB)
      """),
    Case(
      .messages, "is no reason to tell anybody", .notifier,
      """
      UPDATE log_record SET payload = CAST(replace(CAST(payload AS TEXT),
        '"sequence":2,"source":"watch"', '"sequence":900,"source":"watch"') AS BLOB)
      """),
    Case(
      .messages, "does not rest on watch 900", .notifier,
      """
      UPDATE log_record SET payload = CAST(replace(CAST(payload AS TEXT),
        '"sequence":2,"source":"watch"', '"sequence":900,"source":"watch"') AS BLOB)
      """),
    Case(
      .messages, "the log knows nothing of it", .notifier,
      "UPDATE message SET acknowledged_at = 1 WHERE position = 1"),
    Case(
      .messages, "the acknowledgement notifier", .notifier,
      "UPDATE message SET acknowledged_at = NULL"),
    // Mailboxes.
    Case(
      .mailboxes, "the mailbox of pemda-17 has the positions [2, 3", .notifier,
      "DELETE FROM message WHERE position = 1"),
    Case(
      .mailboxes, "pemda-17 has head 99", .notifier,
      "UPDATE mailbox SET head = 99 WHERE unit = 'pemda-17'"),
    Case(
      .mailboxes, "stands behind", .notifier,
      """
      UPDATE message SET position = 900 WHERE position = 1;
      UPDATE message SET position = 1 WHERE position = 2;
      UPDATE message SET position = 2 WHERE position = 900
      """),
    // Tasks and timers.
    Case(
      .timers, "is due and did not fire", .liaison,
      """
      INSERT INTO log_timer SELECT 'due:' || 'x', 'due', id, 1, 1, 0 FROM task LIMIT 1
      """),
    Case(
      .timers, "belongs to no task", .liaison,
      "INSERT INTO log_timer VALUES ('due:nothing', 'due', randomblob(16), 99999999999999, 99999999999999, 0)"
    ),
    // What is not read.
    Case(
      .escalations, "is due and did not fire", .notifier, "UPDATE log_timer SET due_at = 1"),
    Case(
      .escalations, "waits for no message", .notifier,
      "UPDATE log_timer SET subject = randomblob(16)"),
    Case(
      .escalations, "is of the kind unread", .notifier, "UPDATE log_timer SET kind = 'unread'"),
    Case(
      .escalations, "is due 2100", .notifier, "UPDATE log_timer SET due_at = 4102444800000"),
    Case(.escalations, "and is not watched", .notifier, "DELETE FROM log_timer"),
    Case(
      .escalations, "came after it was read", .notifier,
      "UPDATE message SET delivered_at = 1"),
    Case(
      .messages, "pusat-deputi-3 has no escalation", .notifier,
      """
      DELETE FROM message WHERE mailbox IN (SELECT id FROM mailbox WHERE unit = 'pusat-deputi-3')
      """),
    // Numbers.
    Case(.numbers, "finding_counter", .findings, "UPDATE finding_counter SET last = last + 1"),
    Case(.numbers, "message_counter", .notifier, "UPDATE message_counter SET last = last - 1"),
    // Positions.
    Case(
      .positions, "watch in findings: another log, epoch or hash", .watch,
      "UPDATE log_cursor SET hash = randomblob(32) WHERE source = 'findings'"),
    Case(
      .positions, "watch in findings: position 1,", .watch,
      "UPDATE log_cursor SET seq = 1 WHERE source = 'findings'"),
    Case(
      .positions, "not accounted for are [2]", .notifier,
      "DELETE FROM log_applied WHERE source = 'watch' AND seq = 2"),
    Case(
      .positions, "waits for nothing", .watch, "DELETE FROM log_held WHERE reason = 'fault'"),
    // Rebuild.
    Case(
      .rebuild, "watch: row-missing sequence=3, registry_fact", .watch,
      "DELETE FROM registry_fact WHERE sequence = 3"),
    Case(
      .rebuild, "findings: row-differs", .findings,
      "UPDATE finding SET state = 'withdrawn' WHERE number = 'F-2026-000001'"),
    Case(
      .rebuild, "findings: row-missing kind", .findings,
      "DELETE FROM finding_key WHERE value = 'pom-padang'"),
    Case(
      .rebuild, "watch: row-differs", .watch,
      "UPDATE watched_finding SET event = x'7b7d' WHERE number = 'F-2026-000002'"),
    Case(.rebuild, "watch: row-missing finding", .watch, "DELETE FROM alert WHERE ordinal = 2"),
    Case(.rebuild, "liaison: row-differs", .liaison, "UPDATE task SET due_at = due_at + 1"),
    Case(
      .rebuild, "liaison: row-unexplained id=\"due:nothing\", log_timer", .liaison,
      "INSERT INTO log_timer VALUES ('due:nothing', 'due', randomblob(16), 99999999999999, 99999999999999, 0)"
    ),
    Case(
      .rebuild, "notifier: row-differs", .notifier,
      "UPDATE message SET delivered_at = delivered_at + 1"),
    Case(
      .rebuild, "notifier: row-differs", .notifier,
      "UPDATE message SET demands_action = 1 - demands_action WHERE position = 1"),
    // Quarantine.
    Case(
      .quarantine, "has no alarm at Pusat", .notifier,
      """
      DELETE FROM message WHERE mailbox IN (SELECT id FROM mailbox WHERE unit = 'pusat-deputi-3')
      """),
    Case(
      .quarantine, "is not in its log", .watch,
      "UPDATE log_held SET seq = seq + 900, "
        + "header = CAST(substr(header, 1, 32) || x'0000000000000001' || substr(header, 41) AS BLOB)"
        + " WHERE reason = 'fault'"),
  ]

  @Test(arguments: cases)
  func `a change of the files is found by its rule`(changed: Case) async throws {
    let country = try await SampleCountry.sound()
    let violations = try country.check([changed.rule], changed.service, changed.sql)
    #expect(
      violations.contains { $0.rule == changed.rule && $0.sentence.contains(changed.words) },
      "\(violations)")
  }
}
