public import Domain
public import Events
public import Log

/// The file of a followed log, read up to where a follower stands. What cannot be read in it is left
/// out: the check of that service names it.
public struct FollowedFile {
  private let reader: LogReader
  private let last: UInt64

  /// - Returns: `nil` when it is not the log, in the state, that was followed.
  init?(path: String, through cursor: LogCursor) throws {
    do {
      reader = try LogReader(path: path)
      last = cursor.sequence
      guard reader.identity.log == cursor.log else { return nil }
      guard last > 0 else { return }
      let record = try reader.read(after: last - 1, maxRecords: 1, maxBytes: .max).first
      guard record?.header.sequence == last, record?.header.hash == cursor.hash else {
        return nil
      }
    } catch let error as LogError where error.code != .misuse {
      return nil
    }
  }

  /// Goes through the records of these types, in order.
  public func forEachRecord(
    of types: Set<UInt32>, _ body: (Log.Record) throws -> Void
  ) throws {
    var position: UInt64 = 0
    while position < last {
      let page: [Log.Record]
      do {
        page = try reader.read(after: position, maxRecords: 512, maxBytes: 4 << 20)
      } catch let error as LogError where error.code != .misuse {
        return
      }
      guard let end = page.last?.header.sequence else { return }
      for record in page
      where record.header.sequence <= last && types.contains(record.header.typeCode) {
        try body(record)
      }
      position = end
    }
  }

  /// The records of a subject, in order.
  func records(subject: UUIDBytes) throws -> [Log.Record] {
    do {
      return try reader.records(subject: subject).filter { $0.header.sequence <= last }
    } catch let error as LogError where error.code != .misuse {
      return []
    }
  }

  /// One alert of a finding.
  public struct Alert {
    public var position: LogPosition
    public var time: Timestamp
    public var isWithdrawal: Bool
    public var content: AlertContent
  }

  /// Goes through the findings of watch's log, with all alerts of each, in order.
  public func forEachAlertedFinding(
    _ body: (ID<Finding>, [Alert]) throws -> Void
  ) throws {
    let types: Set<UInt32> = [
      AlertRaised.type.code, AlertUpdated.type.code, AlertWithdrawn.type.code,
    ]
    try forEachRecord(of: types) { record in
      let all = try records(subject: record.header.subject).filter {
        types.contains($0.header.typeCode)
      }
      // Once a finding: at its first alert.
      guard all.first?.header.sequence == record.header.sequence else { return }
      let alerts = all.compactMap { record -> Alert? in
        guard let event = try? EventCoding.decode(AlertEvent.self, from: record.payload) else {
          return nil
        }
        return Alert(
          position: LogPosition(log: record.header.log, sequence: record.header.sequence),
          time: record.header.time,
          isWithdrawal: record.header.typeCode == AlertWithdrawn.type.code,
          content: event.content)
      }
      guard alerts.count == all.count else { return }
      try body(ID(bytes: record.header.subject), alerts)
    }
  }
}
