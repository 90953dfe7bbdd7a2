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

/// When the latest records went out on the bus, for `trace`. It is kept in memory alone: a sync of the
/// disk would cost more than a line of a `trace` is worth.
final class PublicationTimes: Sendable {
  private struct Note {
    /// The records after the note before and up to this one.
    var last: UInt64
    var at: Timestamp
  }

  private struct Ring {
    var notes: [Note] = []
    /// Before the oldest note; what lies up to it is not known any more.
    var forgotten: UInt64?
  }

  private let limit: Int
  private let ring = Mutex(Ring())

  /// - Parameter limit: publications that are remembered, at least; at most twice as many.
  init(limit: Int = 4_096) {
    self.limit = limit
  }

  /// Records `first` to `last` have gone out, in the order of their numbers.
  func add(first: UInt64, last: UInt64, at time: Timestamp) {
    ring.withLock { ring in
      if ring.forgotten == nil { ring.forgotten = first - 1 }
      guard last > ring.notes.last?.last ?? 0 else { return }
      ring.notes.append(Note(last: last, at: time))
      guard ring.notes.count == limit * 2 else { return }
      ring.forgotten = ring.notes[limit - 1].last
      ring.notes.removeFirst(limit)
    }
  }

  /// - Returns: `nil` for a record that has not gone out, or not lately.
  func time(of sequence: UInt64) -> Timestamp? {
    ring.withLock { ring in
      guard let forgotten = ring.forgotten, sequence > forgotten else { return nil }
      var (low, high) = (0, ring.notes.count)
      while low < high {
        let middle = (low + high) / 2
        if ring.notes[middle].last < sequence { low = middle + 1 } else { high = middle }
      }
      return low < ring.notes.count ? ring.notes[low].at : nil
    }
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
