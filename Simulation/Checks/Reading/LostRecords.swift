import Domain
import Events
import Log

/// The records that a restored log has lost. Its followers keep what they made of them, and know them again
/// when they come again: as another record with the same event.
struct LostRecords: Sendable {
  private(set) var alerts: [RecordedAlert] = []
  private(set) var alarms: [Recorded<AlarmRaised>] = []
  private(set) var tasks: [RecordedTask] = []
  private(set) var quarantined: [ServiceName: [Recorded<RecordQuarantined>]] = [:]
  private(set) var stops: [ServiceName: [Recorded<LinkStopped>]] = [:]
  /// All alerts of each file of watch that was replaced: a lost one rests on those before it.
  private(set) var alertLogs: [[RecordedAlert]] = []
  /// For a record that came again: the one that was lost.
  private(set) var originals: [MessageCause: MessageCause] = [:]

  /// Takes what stood in a file that was replaced and does not stand in the log now.
  mutating func take(_ replaced: ServiceFile, now file: ServiceFile) throws {
    let service = file.service
    let standing = Set(file.records.map(\.header.hash))
    var lost: [UUIDBytes: MessageCause] = [:]
    for record in replaced.records where !standing.contains(record.header.hash) {
      lost[record.header.event] = MessageCause(record.header, of: service)
      if let task = try RecordedTask(record) {
        tasks.append(task)
      } else if let alert = try RecordedAlert(record) {
        alerts.append(alert)
      } else if let event = try Recorded<AlarmRaised>(record) {
        alarms.append(event)
      } else if let event = try Recorded<RecordQuarantined>(record) {
        quarantined[service, default: []].append(event)
      } else if let event = try Recorded<LinkStopped>(record) {
        stops[service, default: []].append(event)
      }
    }
    if service == .watch {
      alertLogs.append(try replaced.records.compactMap { try RecordedAlert($0) })
    }
    for record in file.records where record.header.epoch > 1 {
      if let original = lost[record.header.event] {
        originals[MessageCause(record.header, of: service)] = original
      }
    }
  }
}
