import Domain
import Events
import Log

/// One alert as watch's log has it.
struct RecordedAlert: Sendable {
  var header: RecordHeader
  var cause: [LogPosition]
  var announcement: Announcement
  var content: AlertContent

  var sequence: UInt64 { header.sequence }

  /// - Returns: `nil` for a record that is no alert.
  init?(_ record: Log.Record) throws {
    header = record.header
    cause = record.header.causes
    switch record.header.typeCode {
    case AlertRaised.type.code:
      let event = try EventCoding.decode(Event<AlertRaised>.self, from: record.payload)
      (announcement, content) = (.alert, event.data.content)
    case AlertUpdated.type.code:
      let event = try EventCoding.decode(Event<AlertUpdated>.self, from: record.payload)
      (announcement, content) = (.update, event.data.content)
    case AlertWithdrawn.type.code:
      let event = try EventCoding.decode(Event<AlertWithdrawn>.self, from: record.payload)
      (announcement, content) = (.withdrawal, event.data.content)
    default:
      return nil
    }
  }
}

extension RecordedAlert: CustomStringConvertible {
  var description: String {
    "\(announcement.rawValue) of version \(content.version) of \(content.findingNumber), "
      + "watch \(sequence)"
  }
}
