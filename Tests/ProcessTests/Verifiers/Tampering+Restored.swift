import Events
import Foundation
import GRDB

extension Tampering {
  /// Of a country whose findings and watch were restored: their epochs, and what others noted as
  /// missing.
  static let ofRestored = beginnings + epochs + missing + tables

  /// The record of an epoch's beginning: its type code is 907.
  private static let isBeginning = "hex(substr(header, 65, 4)) = '0000038B'"

  private static func beginning(
    _ description: String, finds expected: String? = "findings: epoch",
    _ body: @escaping @Sendable (inout TamperedFiles.StoredRecord) -> Void
  ) -> Tampering {
    .record(
      .findings, "the beginning of an epoch, \(description)", finds: expected, chainsAnew: true,
      where: "seq = (SELECT max(seq) FROM log_record WHERE \(isBeginning))"
    ) { record, _ in
      body(&record)
      record.seal()
    }
  }

  private static let beginnings: [Tampering] = [
    beginning("its epoch lowered") { $0.header[31] -= 1 },
    beginning("its epoch raised") { $0.header[31] += 1 },
    beginning("of another type") { $0.header[67] += 1 },
    beginning("another hash") { $0.set("hash", to: "\"\(String(repeating: "0", count: 64))\"") },
    beginning("its hash in upper case") { record in
      let text = String(decoding: record.payload, as: UTF8.self)
      guard let start = text.range(of: #""hash":""#)?.upperBound else { return }
      record.set("hash", to: "\"\(text[start...].prefix(64).uppercased())\"")
    },
    beginning("another last number") { $0.set("last", to: "1") },
    beginning("a last number below nought") { $0.set("last", to: "-9223372036854775808") },
    beginning("a last number beyond all bounds") { $0.set("last", to: "18446744073709551615") },
    beginning("no number") { $0.set("last", to: "null") },
    beginning("another epoch before") { $0.set("previous", to: "0") },
    beginning("an epoch before beyond all bounds") {
      $0.set("previous", to: "9223372036854775808")
    },
    beginning("another epoch in its words") { $0.set("epoch", to: "99") },
    beginning("no JSON") { $0.payload.removeLast() },
    beginning("nothing but what is read", finds: nil) { record in
      let text = String(decoding: record.payload, as: UTF8.self)
      guard let data = text.range(of: #""data":{"#),
        let end = text[data.upperBound...].firstIndex(of: "}")
      else { return }
      record.payload = Array("{\(text[data.lowerBound...end])}".utf8)
    },
    .record(
      .watch, "a beginning of an epoch where none is", finds: "watch: epoch", chainsAnew: true,
      where: "NOT \(isBeginning)"
    ) { record, _ in
      record.header.replaceSubrange(64..<68, with: [0, 0, 3, 0x8b])
      record.seal()
    },
    Tampering(
      .watch, finds: "watch: gap", at: "SELECT seq FROM log_record WHERE \(isBeginning)",
      "DELETE FROM log_record WHERE seq = ?1"),
  ]

  private static let epochs: [Tampering] = [
    .record(
      .findings, "an epoch that goes back", finds: "findings: epoch", chainsAnew: true,
      where: "seq > (SELECT max(seq) FROM log_record WHERE \(isBeginning))"
    ) { record, _ in
      record.header[31] -= 1
      record.seal()
    },
    Tampering(
      .findings, finds: "findings: epoch", "UPDATE log_identity SET epoch = epoch - 1"),
    Tampering(
      .findings, finds: "findings: cursor-epoch", "UPDATE log_identity SET epoch = epoch + 1"),
    Tampering(
      .watch, finds: "watch: cursor-epoch", "UPDATE log_identity SET epoch = 9223372036854775807"),
    Tampering(
      .watch, finds: "findings: cursor-epoch",
      "UPDATE log_cursor SET epoch = epoch - 1 WHERE source = 'findings'"),
    Tampering(
      .notifier, finds: "watch: cursor-epoch",
      "UPDATE log_cursor SET epoch = 9223372036854775807 WHERE source = 'watch'"),
    Tampering(
      .liaison, finds: "liaison: held",
      """
      UPDATE log_cursor SET (seq, hash) = (
        SELECT applied.seq, applied.hash FROM log_applied applied JOIN log_epoch e
          ON e.source = 'watch' AND applied.seq = e.seq - 1 WHERE applied.source = 'watch'
          ORDER BY applied.seq DESC LIMIT 1)
      WHERE source = 'watch'
      """),
    Tampering(.liaison, finds: nil, "DELETE FROM log_epoch"),
    Tampering(.watch, finds: nil, "UPDATE log_epoch SET seq = -1, log = x'00'"),
  ]

  private static let missing: [Tampering] = [
    Tampering(.watch, finds: nil, "DELETE FROM log_missing"),
    Tampering(
      .liaison, finds: nil,
      """
      UPDATE log_missing SET epoch = -1, seq = -9223372036854775808, hash = NULL, event = x'00',
        type = -1, applied_at = NULL, missing_since = 9223372036854775807
      """),
  ]

  /// What follows from the own log is checked beside a restored log, too; its mirror is not.
  private static let tables: [Tampering] = [
    Tampering(
      .watch, finds: nil, at: "SELECT id FROM watched_finding",
      "UPDATE watched_finding SET event = x'7b7d' WHERE id = ?1"),
    Tampering(
      .liaison, finds: "liaison: row-differs", at: "SELECT id FROM task",
      "UPDATE task SET finding = x'0102' WHERE id = ?1"),
    Tampering(
      .notifier, finds: "notifier: row-missing", at: "SELECT record FROM post",
      "DELETE FROM post WHERE record = ?1"),
  ]
}
