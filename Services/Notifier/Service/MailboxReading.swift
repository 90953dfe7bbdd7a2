public import Bus
import Domain
import Events
public import Log
public import ServiceRuntime

/// Reads mailboxes on the reading thread, beside the writer, for the door that pushes them.
struct MailboxReading: MailboxSource {
  let reader: LogReader

  func head(of unit: UnitID) throws -> MailboxPosition {
    let position = try reader.query { try MailboxStore(database: $0).head(of: unit) }
    return MailboxPosition(epoch: reader.identity.epoch, position: position)
  }

  func read(_ unit: UnitID, after position: UInt64, limit: Int) throws -> [MailboxItem] {
    try reader.query { database in
      try MailboxStore(database: database).read(unit, after: position, limit: limit).map {
        MailboxItem(position: $0.position, payload: try EventCoding.encode($0))
      }
    }
  }
}

extension NotifierService: MailboxKeeper {
  public func mailboxes(reader: LogReader) -> any MailboxSource { MailboxReading(reader: reader) }
}
