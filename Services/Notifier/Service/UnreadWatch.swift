import Domain
import Events
import Log
import ServiceRuntime

/// The watch over what units read: of one that leaves unread what it must act on, Pusat is told,
/// and of a Loka its coordinator, too.
///
/// A mailbox has at most one timer, which waits for one message. When the unit has read that one, the
/// watch goes over to the first that it has not read, and ends when there is none. Until then it
/// stays, so that a unit which goes on not reading is told of once.
struct UnreadWatch {
  /// How long a message may lie unread: docs/decisions/0011-a-day-to-read.md.
  static let patience = Duration.seconds(86_400)

  /// The kinds of the timer: for a message that is waited for, and for one that was told of.
  static let waiting = "unread"
  static let told = "escalated"

  let registry: RegistryState
  let context: Context

  private var store: MailboxStore { MailboxStore(database: context.database) }

  func fire(_ timer: LogTimer) throws {
    let message = ID<Message>(bytes: timer.subject)
    guard let (post, index) = try store.place(of: message) else {
      throw LogError(.damaged, "The message \(message) is not there.")
    }
    let entry = post.content.entries[index]
    guard let deliveredAt = try store.marks(of: post, index).delivered else {
      if timer.kind == UnreadWatch.waiting { return try escalate(entry) }
      return try waitOn(message, of: entry.unit, since: context.time, told: true)
    }
    // A unit that reads page after page is not told of between two pages.
    if let next = try store.firstUnread(of: entry.unit) {
      try waitOn(next.message, of: entry.unit, since: max(next.createdAt, deliveredAt), told: false)
    } else {
      try context.append(
        ReadingAwaited(unit: entry.unit, message: nil, until: nil, told: false), subject: .zero)
    }
  }

  private func waitOn(
    _ message: ID<Message>, of unit: UnitID, since time: Timestamp, told: Bool
  ) throws {
    try context.append(
      ReadingAwaited(
        unit: unit, message: message, until: time.adding(UnreadWatch.patience), told: told),
      subject: .zero)
  }

  private func escalate(_ entry: MessagesPosted.Entry) throws {
    let unread = try store.unread(of: entry.unit)
    try Ledger(context: context, registry: registry).escalate(
      EscalationRaised(
        unit: entry.unit, message: entry.message, position: entry.position, unread: unread.count,
        since: unread.since, until: context.time.adding(UnreadWatch.patience)))
  }

  static func timerID(_ unit: UnitID) -> String { "unread:\(unit)" }

  /// The unit whose reading a timer watches; `nil` for another timer.
  static func unit(ofTimer id: String) -> UnitID? {
    id.hasPrefix("unread:") ? UnitID(String(id.dropFirst("unread:".count))) : nil
  }
}
