import Events
import Log

/// An event of one type as a service's log has it.
struct Recorded<Payload: EventPayload>: Sendable {
  var header: RecordHeader
  var cause: [LogPosition]
  var data: Payload

  var sequence: UInt64 { header.sequence }

  /// - Returns: `nil` for a record of another type.
  init?(_ record: Log.Record) throws {
    guard record.header.typeCode == Payload.type.code else { return nil }
    let event = try EventCoding.decode(Event<Payload>.self, from: record.payload)
    header = record.header
    cause = header.causes
    data = event.data
  }
}
