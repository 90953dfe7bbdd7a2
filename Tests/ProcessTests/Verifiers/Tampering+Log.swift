import Events
import Foundation
import GRDB

extension Tampering {
  /// Of the log itself: its headers, payloads, rows.
  static let ofLogs = flips + headers + anyPayload + payloads + rows

  private static let flips: [Tampering] = {
    let fields: [(name: String, bytes: Range<Int>, loose: String, sealed: String)] = [
      ("magic", 0..<3, "header", "header"), ("version", 3..<4, "header", "header"),
      ("transport flags", 4..<6, "header", "header"), ("other flags", 6..<7, "hash", "chain"),
      ("log", 8..<24, "log-id", "log-id"), ("time", 40..<48, "hash", "chain"),
      ("subject", 48..<64, "column", "column"), ("type", 64..<68, "hash", "chain"),
      ("lowest reader", 68..<72, "hash", "chain"), ("previous hash", 72..<104, "chain", "chain"),
      ("event", 136..<152, "hash", "chain"),
    ]
    let services: [ServiceName] = [.findings, .watch, .liaison, .notifier, .registry]
    return fields.enumerated().flatMap { index, field -> [Tampering] in
      let service = services[index % services.count]
      return [
        .record(
          service, "a byte of \(field.name) flipped", finds: "\(service.rawValue): \(field.loose)"
        ) { $0.flip(field.bytes, &$1) },
        .record(
          service, "a byte of \(field.name) flipped and sealed",
          finds: "\(service.rawValue): \(field.sealed)",
          where: "seq < (SELECT max(seq) FROM log_record)"
        ) {
          $0.flip(field.bytes, &$1)
          $0.seal()
        },
      ]
    }
  }()

  private static let headers: [Tampering] = [
    .record(.watch, "the epoch raised and sealed", finds: "watch: epoch") { record, _ in
      record.header[31] = 7
      record.seal()
    },
    .record(.watch, "the epoch nought", finds: "watch: header") { record, _ in
      record.header[31] = 0
    },
    .record(.liaison, "an epoch beyond all bounds", finds: "liaison: header") { record, _ in
      record.header[24] = 0xff
    },
    .record(.findings, "the number raised and sealed", finds: "findings: column") { record, _ in
      record.header[37] ^= 1
      record.seal()
    },
    .record(.notifier, "an exercise, sealed", finds: "notifier: exercise") { record, _ in
      record.header[7] ^= 1
      record.seal()
    },
    .record(.registry, "a byte of the own hash flipped", finds: "registry: hash") {
      $0.flip(104..<136, &$1)
    },
    .record(.notifier, "a header too short", finds: "notifier: header") { record, _ in
      record.header.removeLast(32)
    },
    .record(.registry, "a cause without room for it", finds: "registry: header") { record, _ in
      record.header[153] ^= 1
    },
  ]

  private static let anyPayload: [Tampering] = ServiceName.allCases.map { service in
    Tampering.record(service, "a byte of the payload flipped", finds: "\(service.rawValue): hash") {
      record, generator in
      let place = Int.random(in: 0..<record.payload.count, using: &generator)
      record.payload[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    }
  }

  private static let payloads: [Tampering] = [
    .record(
      .watch, "a payload emptied, with the chain made anew", finds: "watch: projection",
      chainsAnew: true, where: "seq IN (SELECT record FROM alert)"
    ) { record, _ in
      record.payload = Array("{}".utf8)
      record.seal()
    },
    .record(
      .liaison, "a task's payload cut, with the chain made anew", finds: "liaison: projection",
      chainsAnew: true, where: "seq IN (SELECT record FROM task)"
    ) { record, _ in
      record.payload.removeLast()
      record.seal()
    },
    .record(
      .findings, "a state's word changed, with the chain made anew",
      finds: "findings: row-differs", chainsAnew: true,
      where: "seq IN (SELECT latest_record FROM finding WHERE state = 'presumptive')"
    ) { record, _ in
      record.replace(#""state":"presumptive""#, by: #""state":"confirmed""#)
    },
    .record(
      .registry, "a name in the registry changed, with the chain made anew",
      finds: "findings: row-differs", chainsAnew: true, where: "seq BETWEEN 10 AND 500"
    ) { record, _ in
      record.replace(#""certainty":""#, by: #""certainty":"un"#)
    },
    .record(
      .notifier, "a post no UTF-8, with the chain made anew", finds: "notifier: projection",
      chainsAnew: true,
      where: "seq IN (SELECT min(seq) FROM log_record WHERE instr(payload, 'message.posted'))"
    ) { record, _ in
      record.replace(#""source":"notifier""#, by: #""source":"not\u{fffd}""#)
      record.payload.removeAll { $0 == 0xbf }
      record.seal()
    },
  ]

  private static let rows: [Tampering] = [
    Tampering(
      .registry, finds: "registry: gap", at: "SELECT seq FROM log_record WHERE seq < 1000",
      "DELETE FROM log_record WHERE seq = ?1"),
    Tampering(
      .findings, finds: "findings: cursor-ahead",
      "DELETE FROM log_record WHERE seq = (SELECT max(seq) FROM log_record)"),
    Tampering(
      .watch, finds: "watch: gap", at: "SELECT seq FROM log_record",
      "INSERT INTO log_record SELECT seq + 5000, subject, header, payload FROM log_record "
        + "WHERE seq = ?1"),
    Tampering(.watch, finds: "watch: gap", "UPDATE log_record SET seq = -3 WHERE seq = 4"),
    Tampering(
      .watch, finds: "watch: gap",
      at: "SELECT min(record) FROM alert GROUP BY finding HAVING count(*) > 1",
      "UPDATE log_record SET seq = -seq WHERE seq = ?1"),
    Tampering("liaison: two records exchanged", finds: "liaison: chain") { files in
      try files.change(.liaison) {
        try $0.execute(
          sql: """
            UPDATE log_record SET seq = 5000 WHERE seq = 2; UPDATE log_record SET seq = 2
            WHERE seq = 3; UPDATE log_record SET seq = 3 WHERE seq = 5000
            """)
      }
    },
    Tampering(
      .liaison, finds: "liaison: column", at: "SELECT seq FROM log_record",
      "UPDATE log_record SET subject = NULL WHERE seq = ?1"),
    Tampering(
      .notifier, finds: "notifier: column",
      at: "SELECT seq FROM log_record WHERE subject NOTNULL",
      "UPDATE log_record SET subject = substr(subject, 2) WHERE seq = ?1"),
    Tampering(.findings, finds: "findings: log-id", "UPDATE log_identity SET log = zeroblob(16)"),
    Tampering(
      .watch, finds: "watch: unreadable", "UPDATE log_identity SET log = zeroblob(15)"),
    Tampering(.liaison, finds: "liaison: unreadable", "UPDATE log_identity SET epoch = -1"),
    Tampering(.liaison, finds: "liaison: unreadable", "UPDATE log_identity SET exercise = 2"),
    Tampering(.liaison, finds: "liaison: unreadable", "DELETE FROM log_identity"),
    Tampering(.notifier, finds: "notifier: exercise", "UPDATE log_identity SET exercise = 1"),
    Tampering(.watch, finds: "watch: unreadable", "UPDATE log_identity SET service = 'liaison'"),
    Tampering(
      .findings, finds: "findings: newer-file",
      "INSERT INTO log_migration VALUES ('findings', 9, '', 0)"),
  ]
}

extension TamperedFiles.StoredRecord {
  fileprivate mutating func flip(_ bytes: Range<Int>, _ generator: inout SeededGenerator) {
    header[Int.random(in: bytes, using: &generator)] ^=
      1
      << UInt8.random(
        in: 0..<8, using: &generator)
  }

  /// Gives a member of the event's `data` another value.
  mutating func set(_ member: String, to value: String) {
    var text = String(decoding: payload, as: UTF8.self)
    guard let data = text.range(of: #""data":"#)?.upperBound,
      let name = text[data...].range(of: "\"\(member)\":"),
      let end = text[name.upperBound...].firstIndex(where: { $0 == "," || $0 == "}" })
    else { return }
    text.replaceSubrange(name.upperBound..<end, with: value)
    payload = Array(text.utf8)
  }

  /// Changes words in the payload and seals it.
  fileprivate mutating func replace(_ words: String, by others: String) {
    let text = String(decoding: payload, as: UTF8.self)
    payload = Array(text.replacing(words, with: others).utf8)
    seal()
  }
}
