package import Bus
import Domain
import Events
package import Log
package import ServiceRuntime
import Synchronization

/// Reads mailboxes on the reading thread, beside the writer, for the door that pushes them.
struct MailboxReading: MailboxSource {
  let reader: LogReader
  private let posts = PostCache()
  private let deliveries: DeliveryNotes

  init(reader: LogReader, write: @escaping MailboxWrite) {
    self.reader = reader
    deliveries = DeliveryNotes(write: write)
  }

  func head(of unit: UnitID) throws -> MailboxPosition {
    let position = try reader.query { try MailboxStore(database: $0).head(of: unit) }
    return MailboxPosition(epoch: reader.identity.epoch, position: position)
  }

  func read(_ unit: UnitID, after position: UInt64, limit: Int) throws -> [MailboxItem] {
    try reader.query { database in
      var items: [MailboxItem] = []
      try MailboxStore(database: database).eachEntry(
        of: unit, after: position, posts
      ) { entry in
        guard items.count < limit else { return false }
        items.append(
          MailboxItem(position: entry.position, payload: try EventCoding.encode(entry)))
        return true
      }
      return items
    }
  }

  func noteStored(_ unit: UnitID, through position: UInt64) {
    deliveries.note(unit, through: position)
  }
}

/// Gathers what readers have stored, and writes it down in batches: one event for all that came while
/// the one before was being written.
private final class DeliveryNotes: Sendable {
  private struct Waiting {
    var through: [UnitID: UInt64] = [:]
    var isHandedIn = false
  }

  private let waiting = Mutex(Waiting())
  private let write: MailboxWrite

  init(write: @escaping MailboxWrite) {
    self.write = write
  }

  /// From any thread.
  func note(_ unit: UnitID, through position: UInt64) {
    let isFirst = waiting.withLock { waiting in
      waiting.through[unit] = max(waiting.through[unit] ?? 0, position)
      defer { waiting.isHandedIn = true }
      return !waiting.isHandedIn
    }
    guard isFirst else { return }
    // Not written, or lost with the process, it comes again with what the reader stores next.
    write { [self] context in
      try MailboxStore(database: context.database).deliver(takeAll(), in: context)
    } _: { [self] in
      _ = takeAll()
    }
  }
}

extension DeliveryNotes {
  private func takeAll() -> [UnitID: UInt64] {
    waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return waiting.through
    }
  }
}

extension MailboxStore {
  /// Writes down that units were handed their messages up to these places, where that is news.
  func deliver(_ through: [UnitID: UInt64], in context: Context) throws {
    let news = try through.sorted { $0.key < $1.key }.compactMap { unit, position in
      let last = min(position, try head(of: unit))
      return last > (try delivered(to: unit))
        ? MessagesDelivered.Delivery(unit: unit, through: last) : nil
    }
    guard !news.isEmpty else { return }
    try context.append(MessagesDelivered(deliveries: news), subject: .zero)
  }
}

extension NotifierService: MailboxKeeper {
  package func mailboxes(
    reader: LogReader,
    write: @escaping MailboxWrite
  ) -> any MailboxSource {
    MailboxReading(reader: reader, write: write)
  }
}
