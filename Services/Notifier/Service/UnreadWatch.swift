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

  /// A message was put into a unit's mailbox.
  func begin(_ entry: InboxEntry, of unit: UnitID) throws {
    guard entry.demandsAction, unit != .pusatDeputi3,
      try context.transaction.timer(UnreadWatch.timerID(unit)) == nil
    else { return }
    try wait(for: entry.message, of: unit, since: context.time)
  }

  func fire(_ timer: LogTimer) throws {
    let message = ID<Message>(bytes: timer.subject)
    let place = try store.place(of: message)
    guard let deliveredAt = place.deliveredAt else {
      if timer.kind == UnreadWatch.waiting { try escalate(message, at: place) }
      return try wait(
        for: message, of: place.unit, since: context.time, kind: UnreadWatch.told)
    }
    // A unit that reads page after page is not told of between two pages.
    if let next = try store.firstUnread(of: place.unit) {
      try wait(for: next.message, of: place.unit, since: max(next.createdAt, deliveredAt))
    }
  }

  private func wait(
    for message: ID<Message>, of unit: UnitID, since time: Timestamp,
    kind: String = UnreadWatch.waiting
  ) throws {
    try context.transaction.schedule(
      LogTimer(
        id: UnreadWatch.timerID(unit), kind: kind, subject: message.bytes,
        dueAt: time.adding(UnreadWatch.patience)))
  }

  private func escalate(_ message: ID<Message>, at place: MailboxStore.Place) throws {
    let unread = try store.unread(of: place.unit)
    try Ledger(context: context, registry: registry).escalate(
      EscalationRaised(
        unit: place.unit, message: message, position: place.position, unread: unread.count,
        since: unread.since))
  }

  private static func timerID(_ unit: UnitID) -> String { "unread:\(unit)" }
}

extension InboxEntry {
  /// Whether its unit must do something: a task, or news of a finding on which it must act.
  var demandsAction: Bool { role == RecipientRole.action.rawValue }
}
