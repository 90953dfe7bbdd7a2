import Domain
import Synchronization

/// What has gone out on the bus and is not yet on disk. Losing it at a crash costs a line in a
/// `trace`, nothing else; so it is written with the next transaction that writes anyway.
final class PublicationNotes: Sendable {
  private struct Note {
    var last: UInt64
    var at: Timestamp
  }

  private let notes = Mutex<[Note]>([])

  func add(last: UInt64, at time: Timestamp) {
    notes.withLock { notes in
      if let newest = notes.indices.last {
        guard last > notes[newest].last else { return }
        if notes[newest].at == time {
          notes[newest].last = last
          return
        }
      }
      notes.append(Note(last: last, at: time))
    }
  }

  var isEmpty: Bool { notes.withLock { $0.isEmpty } }

  /// Writes them, inside a savepoint of `transaction`.
  func flush(into transaction: Transaction) throws {
    let taken = notes.withLock { notes in
      let taken = notes
      notes = []
      return taken
    }
    guard !taken.isEmpty else { return }
    let statement = try transaction.prepared(
      """
      INSERT INTO log_publication (last_seq, published_at) VALUES (?, ?) ON CONFLICT DO NOTHING
      """)
    for note in taken {
      try statement.bind(1, Int64(clamping: note.last))
      try statement.bind(2, note.at.milliseconds)
      try statement.run()
    }
  }
}
