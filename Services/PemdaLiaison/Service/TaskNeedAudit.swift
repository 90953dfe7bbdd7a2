import Domain
import Events
import Foundation
import GRDB
import ServiceRuntime

/// Checks for `verify` that the tasks are those that watch's alerts ask for: who must act has one, a
/// finding that does not stand leaves none open, and none rests on nothing.
struct TaskNeedAudit {
  let audit: ServiceAudit
  let events: TaskEvents

  func faults() throws -> [ServiceFault] {
    guard let log = try audit.log(of: .watch) else { return [] }
    let waiting = try audit.waitingSubjects(of: .watch)
      .union(audit.missingSubjects(of: .watch))
    let units = try UnitKinds(in: audit.database)
    var alerted: Set<Data> = []
    var faults: [ServiceFault] = []
    try log.forEachAlertedFinding { finding, alerts in
      alerted.insert(Data(finding.bytes.array))
      // A closed finding's tasks stay as they are.
      guard !waiting.contains(finding.bytes),
        let last = alerts.last(where: { $0.content.state != FindingState.closed.rawValue })
      else { return }
      let tasks = try tasks(of: finding)
      faults += last.isWithdrawal ? standing(tasks, last.content) : missing(tasks, last, units)
    }
    return faults + (try resting(on: alerted, waiting: waiting))
  }

  private func tasks(of finding: ID<Finding>) throws -> [AuditedTask] {
    try Int64.fetchAll(
      audit.database.cachedStatement(
        sql: "SELECT record FROM task WHERE finding = ? ORDER BY number"),
      arguments: [Data(finding.bytes.array)]
    ).compactMap { events.tasks[$0] }
  }

  private func standing(_ tasks: [AuditedTask], _ content: AuditedAlert) -> [ServiceFault] {
    let pending: Set<String> = [
      TaskState.open.rawValue, TaskState.accepted.rawValue, TaskState.reported.rawValue,
    ]
    return tasks.filter { pending.contains($0.state) }.map {
      ServiceFault("task-withdrawn", ["task": $0.number, "finding": content.findingNumber])
    }
  }

  private func missing(
    _ tasks: [AuditedTask], _ alert: FollowedFile.Alert, _ units: UnitKinds
  ) -> [ServiceFault] {
    guard let known = audit.present(alert.causes, in: .registry) else { return [] }
    return alert.content.recipients.filter { recipient in
      recipient.mustAct && units.takesTasks(recipient.unit, at: alert.time, knownAt: known)
        && !tasks.contains {
          $0.unit == recipient.unit && $0.state != TaskState.cancelled.rawValue
        }
    }.map {
      ServiceFault("task-lacking", ["unit": $0.unit, "finding": alert.content.findingNumber])
    }
  }

  /// Every task's finding has an alert, unless watch's log was restored and lost it.
  private func resting(
    on alerted: Set<Data>, waiting: Set<UUIDBytes>
  ) throws -> [ServiceFault] {
    guard !audit.isRestored(.watch) else { return [] }
    let settled = alerted.union(waiting.map { Data($0.array) })
    return try Row.fetchAll(
      audit.database, sql: "SELECT number, finding FROM task ORDER BY number"
    ).compactMap { row in
      let finding: Data = try row.stored("finding")
      guard !settled.contains(finding) else { return nil }
      return ServiceFault("task-without-alert", ["task": row["number"]])
    }
  }
}
