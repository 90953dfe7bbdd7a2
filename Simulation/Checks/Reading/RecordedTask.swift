import Domain
import Events
import Log

/// One event of a task as liaison's log has it.
struct RecordedTask: Sendable {
  enum Kind: Sendable {
    /// From which other task it was redirected, if it was.
    case created(from: ID<FollowUpTask>?)
    case changed(previously: TaskState)
    case noted
    case rescheduled
    case overdue(late: Bool)
  }

  var header: RecordHeader
  var cause: [LogPosition]
  var kind: Kind
  var snapshot: TaskSnapshot
  /// Who did it; `nil` when no person did.
  var by: UnitID?
  var note: String?

  var sequence: UInt64 { header.sequence }

  /// - Returns: `nil` for a record that is no event of a task.
  init?(_ record: Log.Record) throws {
    header = record.header
    cause = record.header.causes
    switch record.header.typeCode {
    case TaskCreated.type.code:
      let event = try EventCoding.decode(Event<TaskCreated>.self, from: record.payload)
      snapshot = event.data.snapshot
      kind = .created(from: event.data.from)
    case TaskChanged.type.code:
      let event = try EventCoding.decode(Event<TaskChanged>.self, from: record.payload)
      snapshot = event.data.snapshot
      kind = .changed(previously: event.data.previousState)
      (by, note) = (event.data.by, event.data.note)
    case TaskNoted.type.code:
      let event = try EventCoding.decode(Event<TaskNoted>.self, from: record.payload)
      snapshot = event.data.snapshot
      kind = .noted
      (by, note) = (event.data.by, event.data.note)
    case TaskRescheduled.type.code:
      let event = try EventCoding.decode(Event<TaskRescheduled>.self, from: record.payload)
      snapshot = event.data.snapshot
      kind = .rescheduled
    case TaskOverdue.type.code:
      let event = try EventCoding.decode(Event<TaskOverdue>.self, from: record.payload)
      snapshot = event.data.snapshot
      kind = .overdue(late: event.data.late)
    default:
      return nil
    }
  }
}

extension RecordedTask: CustomStringConvertible {
  var description: String { "\(snapshot.number) of \(snapshot.unit), liaison \(sequence)" }
}
