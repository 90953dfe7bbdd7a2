import Domain
import Events
import Foundation
import GRDB
import Log
import ServiceRuntime

/// Checks for `verify` that everyone was told: each recipient of each alert of watch's log, and each
/// unit that liaison gave a task, has the message.
struct FanOutAudit {
  let audit: ServiceAudit

  func faults() throws -> [ServiceFault] { try alerts() + tasks() }

  private struct Telling: Hashable {
    var unit: String
    var kind: String
  }

  /// Counted by finding, unit and kind: that holds, too, for a log that was restored, whose records
  /// have other numbers than those that the messages came from.
  private func alerts() throws -> [ServiceFault] {
    guard let log = try audit.log(of: .watch) else { return [] }
    let waiting = try audit.waitingSubjects(of: .watch)
    let overtaken = try overtaken()
    var faults: [ServiceFault] = []
    try log.forEachAlertedFinding { finding, alerts in
      guard !waiting.contains(finding.bytes) else { return }
      var due: [Telling: (count: Int, number: String)] = [:]
      for alert in alerts where !overtaken.contains(alert.position) {
        for recipient in alert.content.recipients where recipient.news {
          let telling = Telling(unit: recipient.unit, kind: recipient.kind)
          due[telling, default: (0, alert.content.findingNumber)].count += 1
        }
      }
      for (telling, expected) in due.sorted(by: { $0.key.unit < $1.key.unit })
      where try count(of: finding, telling) < expected.count {
        faults.append(
          ServiceFault(
            "alert-untold",
            [
              "finding": expected.number, "unit": telling.unit, "kind": telling.kind,
            ]))
      }
    }
    return faults
  }

  /// The alerts that were told to nobody, because their withdrawal had passed them.
  private func overtaken() throws -> Set<LogPosition> {
    var positions: Set<LogPosition> = []
    try audit.forEachRecord(of: [MessagesPosted.type.code]) { record in
      guard AuditedPost(payload: record.payload)?.entries.isEmpty == true else { return }
      positions.formUnion(record.causes)
    }
    return positions
  }

  private func tasks() throws -> [ServiceFault] {
    guard let log = try audit.log(of: .liaison) else { return [] }
    let waiting = try audit.waitingSubjects(of: .liaison)
    var faults: [ServiceFault] = []
    try log.forEachRecord(of: [TaskCreated.type.code]) { record in
      guard !waiting.contains(record.subject),
        let task = AuditedTask(payload: record.payload)
      else { return }
      let told = try count(
        of: task.finding, Telling(unit: task.unit, kind: MessageKind.task.rawValue))
      // Nobody is given a task after the withdrawal.
      guard told == 0, try !MailboxStore(database: audit.database).isWithdrawn(task.finding)
      else { return }
      faults.append(
        ServiceFault("task-untold", ["task": task.number, "unit": task.unit]))
    }
    return faults
  }

  private func count(of finding: ID<Finding>, _ telling: Telling) throws -> Int {
    try Int.fetchOne(
      audit.database.cachedStatement(
        sql: """
          SELECT count(*) FROM message INDEXED BY message_of_finding
          WHERE finding = ? AND unit = ? AND kind = ?
          """),
      arguments: [
        Data(finding.bytes.array), telling.unit, telling.kind,
      ]) ?? 0
  }
}
