import Events
import ServiceRuntime

/// What liaison's own log says of tasks, read once for all checks.
struct TaskEvents {
  /// By the record's number.
  private(set) var tasks: [Int64: AuditedTask] = [:]
  /// The records that cannot be read as a task.
  private(set) var unlawful: [UInt64] = []

  private static let types: Set<UInt32> = [
    TaskCreated.type.code, TaskChanged.type.code, TaskRescheduled.type.code,
    TaskOverdue.type.code,
  ]

  init(in audit: ServiceAudit) throws {
    try audit.forEachRecord(of: TaskEvents.types) { record in
      if let task = AuditedTask(payload: record.payload) {
        tasks[Int64(clamping: record.sequence)] = task
      } else {
        unlawful.append(record.sequence)
      }
    }
  }
}
