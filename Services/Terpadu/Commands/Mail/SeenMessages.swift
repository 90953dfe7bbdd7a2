import Domain
import Events

/// Which messages of a mailbox were seen, in a space that does not grow.
///
/// After a restore of the notifier all messages come again. Those of the backup have the positions and
/// times that they had; what was put in again after it has later times and may have other positions, and
/// is known by its identifier, as long as that is one of the last ones. What cannot be told apart counts
/// as new: a message may be shown twice, and none is left out as long as the system's clock goes on.
struct SeenMessages {
  /// Identifiers that are kept.
  static let recentMax = 10_000

  private var recent: Set<ID<Message>> = []
  /// The same in the order in which they came; the oldest is at `next` once it is full.
  private var ring: [ID<Message>] = []
  private var next = 0
  private var lastPosition: UInt64 = 0
  private var lastTime: Int64 = .min

  func contains(_ entry: InboxEntry) -> Bool {
    if recent.contains(entry.message) { return true }
    guard let time = entry.createdAt.timestamp?.milliseconds else { return false }
    return entry.position <= lastPosition && time <= lastTime
  }

  mutating func note(_ entry: InboxEntry) {
    guard recent.insert(entry.message).inserted else { return }
    if ring.count < SeenMessages.recentMax {
      ring.append(entry.message)
    } else {
      recent.remove(ring[next])
      ring[next] = entry.message
      next = (next + 1) % SeenMessages.recentMax
    }
    // One that comes again at a lower position says nothing of those between.
    guard entry.position > lastPosition else { return }
    lastPosition = entry.position
    lastTime = entry.createdAt.timestamp?.milliseconds ?? lastTime
  }
}
