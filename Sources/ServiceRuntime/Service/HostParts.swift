import Bus
package import Domain
import Log
import Synchronization

/// The committed head of the log, for the heartbeat on the bus's thread.
final class LatestHead: Sendable {
  private let stored: Mutex<LogHead>

  init(_ head: LogHead) {
    stored = Mutex(head)
  }

  var head: LogHead { stored.withLock { $0 } }

  func advance(to record: Record) {
    stored.withLock { $0 = LogHead(record.header) }
  }
}

/// Lets the publisher, which is made before the writer, note on it what went out.
final class WriterReference: Sendable {
  private struct Reference {
    weak var writer: LogWriter?
  }

  private let stored = Mutex(Reference())

  var writer: LogWriter? { stored.withLock { $0.writer } }

  func set(_ writer: LogWriter) {
    stored.withLock { $0.writer = writer }
  }
}

/// The doors at which units read their mailboxes.
final class MailboxDoors: Sendable {
  private let doors = Mutex<[MailboxDoor]>([])

  func add(_ door: MailboxDoor) {
    doors.withLock { $0.append(door) }
  }

  /// Forgets the doors, which lead back here through their handlers: what is stopped must give up
  /// its file.
  func close() {
    doors.withLock { $0 = [] }
  }

  /// What each door has seen.
  var counters: [MailboxDoorCounters] { doors.withLock { $0.map(\.countersShown) } }

  /// New messages of these units are committed.
  func notify(_ units: [UnitID]) {
    for door in doors.withLock({ $0 }) { door.notify(Set(units)) }
  }
}

/// A unit that leaves unread what it must act on, of which Pusat was told.
package struct UnreadMail: Codable, Hashable, Sendable {
  package var unit: UnitID
  /// Its unread messages, and since when the oldest of them waits.
  package var count: UInt64
  package var since: Timestamp

  package init(unit: UnitID, count: UInt64, since: Timestamp) {
    self.unit = unit
    self.count = count
    self.since = since
  }
}
