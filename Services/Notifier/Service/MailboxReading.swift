package import Bus
import Domain
import Events
package import Log
import ServiceRuntime

/// Reads mailboxes on the reading thread, beside the writer, for the door that pushes them.
struct MailboxReading: MailboxSource {
  let reader: LogReader
  let write: @Sendable (@escaping @Sendable (Transaction) throws -> Void) -> Void

  func head(of unit: UnitID) throws -> MailboxPosition {
    let position = try reader.query { try MailboxStore(database: $0).head(of: unit) }
    return MailboxPosition(epoch: reader.identity.epoch, position: position)
  }

  func read(_ unit: UnitID, after position: UInt64, limit: Int) throws -> [MailboxItem] {
    try reader.query { database in
      var items: [MailboxItem] = []
      try MailboxStore(database: database).eachEntry(of: unit, after: position) { entry in
        guard items.count < limit else { return false }
        items.append(
          MailboxItem(position: entry.position, payload: try EventCoding.encode(entry)))
        return true
      }
      return items
    }
  }
}

extension MailboxReading {
  func noteStored(_ unit: UnitID, through position: UInt64) {
    write { transaction in
      try MailboxStore(database: transaction.db).markDelivered(
        unit, through: position, at: transaction.time)
    }
  }
}

extension NotifierService: MailboxKeeper {
  package func mailboxes(
    reader: LogReader,
    write: @escaping @Sendable (@escaping @Sendable (Transaction) throws -> Void) -> Void
  ) -> any MailboxSource {
    MailboxReading(reader: reader, write: write)
  }
}
