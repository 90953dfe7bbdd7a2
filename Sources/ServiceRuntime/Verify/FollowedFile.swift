package import Domain
package import Events
package import Log

/// The file of a followed log, read up to where a follower stands.
package struct FollowedFile {
  private let reader: LogReader
  private let last: UInt64

  /// - Returns: `nil` when it is not the log, in the state, that was followed, or has a header that
  ///   cannot be read: what checks its service names that.
  init?(path: String, through cursor: LogCursor) throws {
    do {
      reader = try LogReader(path: path)
      last = cursor.sequence
      guard reader.identity.log == cursor.log else { return nil }
      guard last > 0 else { return }
      guard let bytes = try reader.storedHeader(at: last),
        let header = try? RecordHeader(bytes: bytes), header.hash == cursor.hash,
        try reader.canReadHeaders(through: last)
      else { return nil }
    } catch let error as LogError where error.code != .misuse {
      return nil
    }
  }

  /// Goes through the records of these types, in order.
  package func forEachRecord(
    of types: Set<UInt32>, _ body: (StoredRecord) throws -> Void
  ) throws {
    try reader.forEachStoredRecord(of: types, through: last, body)
  }

  /// One alert of a finding.
  package struct Alert {
    package var position: LogPosition
    package var time: Timestamp
    package var isWithdrawal: Bool
    /// The positions on which it rests.
    package var causes: [LogPosition]
    package var content: AuditedAlert
  }

  /// Goes through the findings of watch's log, with all alerts of each, in order. A finding one of
  /// whose alerts is not lawful is left out.
  package func forEachAlertedFinding(
    _ body: (ID<Finding>, [Alert]) throws -> Void
  ) throws {
    let types: Set<UInt32> = [
      AlertRaised.type.code, AlertUpdated.type.code, AlertWithdrawn.type.code,
    ]
    try forEachRecord(of: types) { record in
      let all = try reader.storedRecords(subject: record.subject, through: last).filter {
        types.contains($0.header.typeCode)
      }
      // Once a finding: at its first alert.
      guard all.first?.sequence == record.sequence else { return }
      let alerts = all.compactMap { record -> Alert? in
        guard let content = AuditedAlert(payload: record.payload) else { return nil }
        return Alert(
          position: record.header.position,
          time: record.header.time,
          isWithdrawal: record.header.typeCode == AlertWithdrawn.type.code,
          causes: record.header.causes, content: content)
      }
      guard alerts.count == all.count else { return }
      try body(ID(bytes: record.subject), alerts)
    }
  }
}
