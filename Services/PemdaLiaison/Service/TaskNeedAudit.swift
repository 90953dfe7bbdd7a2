import Domain
import Events
import Foundation
import GRDB
import ServiceRuntime

/// Checks for `verify` that the tasks are those that watch's alerts ask for: who must act has one, a
/// finding that does not stand leaves none open, and none rests on nothing.
struct TaskNeedAudit {
  let audit: ServiceAudit

  func faults() throws -> [ServiceFault] {
    guard let log = try audit.log(of: .watch) else { return [] }
    let waiting = try audit.waitingSubjects(of: .watch)
    let registry = try RegistryMirror.state(in: audit.database)
    var alerted: Set<ID<Finding>> = []
    var faults: [ServiceFault] = []
    try log.forEachAlertedFinding { finding, alerts in
      alerted.insert(finding)
      // A closed finding's tasks stay as they are.
      guard !waiting.contains(finding.bytes),
        let last = alerts.last(where: { $0.content.state != .closed })
      else { return }
      let tasks = try TaskStore(database: audit.database).tasks(of: finding)
      faults +=
        last.isWithdrawal
        ? standing(tasks) : missing(tasks, last.content, at: last.time, registry)
    }
    return faults + (try resting(on: alerted, waiting: waiting))
  }

  private func standing(_ tasks: [TaskSnapshot]) -> [ServiceFault] {
    tasks.filter(\.isPending).map {
      ServiceFault("task-withdrawn", ["task": $0.number, "finding": $0.findingNumber])
    }
  }

  private func missing(
    _ tasks: [TaskSnapshot], _ content: AlertContent, at time: Timestamp, _ registry: RegistryState
  ) -> [ServiceFault] {
    content.recipients.filter { recipient in
      TaskDesk.mustAct(recipient) && TaskDesk.takesTasks(recipient.unit, registry, at: time)
        && !tasks.contains { $0.unit == recipient.unit && $0.state != .cancelled }
    }.map {
      ServiceFault(
        "task-lacking", ["unit": $0.unit.rawValue, "finding": content.findingNumber])
    }
  }

  /// Every task's finding has an alert, unless watch's log was restored and lost it.
  private func resting(
    on alerted: Set<ID<Finding>>, waiting: Set<UUIDBytes>
  ) throws -> [ServiceFault] {
    guard !audit.isRestored(.watch) else { return [] }
    return try Row.fetchAll(
      audit.database, sql: "SELECT number, finding FROM task ORDER BY number"
    ).compactMap { row in
      let finding: Data = row["finding"]
      let bytes = UUIDBytes(Array(finding))
      guard !alerted.contains(ID(bytes: bytes)), !waiting.contains(bytes) else { return nil }
      return ServiceFault("task-without-alert", ["task": row["number"]])
    }
  }
}
