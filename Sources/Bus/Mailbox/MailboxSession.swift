package import Domain

/// The door's side of one reader's session on one mailbox (WP 7.2): pure.
///
/// It moves only its own position. What the unit has acknowledged is kept by the service, and no
/// peer that is full, slow or gone touches it.
package struct MailboxSession: Sendable {
  enum Phase: Sendable {
    case opening
    case open
    case ended
  }

  static let headEveryMilliseconds: Int64 = 15_000
  /// How long a peer whose queue stays full is left alone at most.
  static let blockedMillisecondsMax: Int64 = 15_000

  package let unit: UnitID
  private let requested: MailboxPosition?
  private var phase = Phase.opening
  private var window: Int
  private var epoch: UInt64 = 0
  /// The position of the last push.
  private var sent: UInt64 = 0
  /// The last position that the reader has stored, as it says.
  private(set) var acknowledged: UInt64 = 0
  /// Positions pushed and not acknowledged, in order; never more than 32.
  private var unacknowledged: [UInt64] = []
  /// Messages may stand behind `sent`.
  private var mayHaveMore = false
  private var isReading = false
  /// `notified` while a read was under way: its result may lack the newest.
  private var wasNotifiedMeanwhile = false
  /// Nothing more is pushed before the tick at or after `tryAgainAt`.
  private var isBlocked = false
  private var tryAgainAt: MonotonicMillis
  /// How often one push in a row met a full queue. A peer that does not read is then tried less and
  /// less often, and with one message: reading its mailbox over and over would take the disk's time
  /// from those who read.
  private var blocksInARow = 0
  private var blockedPosition: UInt64 = 0
  private var isReadingHead = false
  private var lastHeadAt: MonotonicMillis

  package init(_ open: MailboxOpen, at now: MonotonicMillis) {
    unit = open.unit
    requested = open.position
    window = open.window
    lastHeadAt = now
    tryAgainAt = now
  }

  /// - Parameter isAllowed: whether the peer may read this unit's mailbox; asked at the open, before
  ///   every push and every head.
  package mutating func start(isAllowed: () -> Bool) -> [MailboxSessionEffect] {
    guard isAllowed() else {
      phase = .ended
      return [.refuse(.forbidden)]
    }
    isReadingHead = true
    return [.readHead]
  }

  package mutating func step(
    _ event: MailboxSessionEvent, at now: MonotonicMillis, isAllowed: () -> Bool
  ) -> [MailboxSessionEffect] {
    var effects: [MailboxSessionEffect] = []
    switch phase {
    case .opening: stepOpening(event, at: now, isAllowed, &effects)
    case .open: stepOpen(event, at: now, isAllowed, &effects)
    case .ended: break
    }
    if phase == .open { readIfDue(&effects) }
    return effects
  }

  private mutating func stepOpening(
    _ event: MailboxSessionEvent, at now: MonotonicMillis, _ isAllowed: () -> Bool,
    _ effects: inout [MailboxSessionEffect]
  ) {
    switch event {
    case .headRead(let head):
      guard isAllowed() else { return end(.refuse(.forbidden), &effects) }
      isReadingHead = false
      let start = requested.map { $0.epoch == head.epoch ? $0.position : 0 } ?? 0
      guard start <= head.position else { return end(.refuse(.badRequest), &effects) }
      phase = .open
      epoch = head.epoch
      sent = start
      acknowledged = start
      mayHaveMore = true
      lastHeadAt = now
      effects.append(
        .answerOpened(MailboxOpened(epoch: epoch, start: start, head: head.position)))
    case .unreadable: end(.refuse(.unavailable), &effects)
    case .credit(let window): self.window = window
    case .malformed: end(.refuse(.badRequest), &effects)
    case .peerGone, .closedByPeer: end(.forget, &effects)
    case .itemsRead, .notified, .ack, .pushBlocked, .tick: break
    }
  }

  private mutating func stepOpen(
    _ event: MailboxSessionEvent, at now: MonotonicMillis, _ isAllowed: () -> Bool,
    _ effects: inout [MailboxSessionEffect]
  ) {
    switch event {
    case .headRead(let head):
      isReadingHead = false
      guard isAllowed() else { return end(.close(.forbidden), &effects) }
      guard head.epoch == epoch else { return end(.close(.epoch), &effects) }
      lastHeadAt = now
      effects.append(.sendHead(head))
    case .itemsRead(let items, let head): push(items, head: head, isAllowed, &effects)
    case .unreadable:
      isReading = false
      isReadingHead = false
      isBlocked = true
      tryAgainAt = now
    case .notified:
      mayHaveMore = true
      wasNotifiedMeanwhile = isReading
    case .ack(let position): acknowledge(position, at: now, &effects)
    case .credit(let window):
      guard (0...WireLimits.mailboxWindowMax).contains(window) else {
        return end(.close(.badRequest), &effects)
      }
      self.window = window
    case .pushBlocked(let push): block(at: push, now)
    case .malformed: end(.close(.badRequest), &effects)
    case .peerGone, .closedByPeer: end(.forget, &effects)
    case .tick:
      if isBlocked {
        isBlocked = now < tryAgainAt
      } else if sent >= blockedPosition {
        blocksInARow = 0
      }
      if now - lastHeadAt >= Self.headEveryMilliseconds, !isReadingHead {
        isReadingHead = true
        effects.append(.readHead)
      }
    }
  }

  private mutating func block(at push: MailboxPush, _ now: MonotonicMillis) {
    unacknowledged.removeAll { $0 >= push.position }
    sent = push.previous
    mayHaveMore = true
    isBlocked = true
    // The next tick, then 1, 3, 7 and 15 s later.
    tryAgainAt =
      now + min((1_000 << Int64(min(blocksInARow, 4))) - 1_000, Self.blockedMillisecondsMax)
    blocksInARow += 1
    blockedPosition = push.position
  }

  private mutating func push(
    _ items: [MailboxItem], head: MailboxPosition, _ isAllowed: () -> Bool,
    _ effects: inout [MailboxSessionEffect]
  ) {
    isReading = false
    guard head.epoch == epoch else { return end(.close(.epoch), &effects) }
    // An empty answer ends the reading, whatever the head says: there is no progress to make.
    let isShort = items.last.map { $0.position < head.position } ?? false
    mayHaveMore = wasNotifiedMeanwhile || isShort
    wasNotifiedMeanwhile = false
    for item in items where item.position > sent {
      guard unacknowledged.count < window, !isBlocked else {
        mayHaveMore = true
        return
      }
      guard isAllowed() else { return end(.close(.forbidden), &effects) }
      guard (1...WireLimits.payloadBytesMax).contains(item.payload.count) else {
        return end(.close(.unavailable), &effects)
      }
      effects.append(
        .push(
          MailboxPush(
            epoch: epoch, position: item.position, previous: sent, item: item.payload)))
      sent = item.position
      unacknowledged.append(item.position)
    }
  }

  private mutating func acknowledge(
    _ ack: MailboxPosition, at now: MonotonicMillis, _ effects: inout [MailboxSessionEffect]
  ) {
    guard ack.epoch == epoch, ack.position <= sent else {
      return end(.close(.badRequest), &effects)
    }
    guard ack.position > acknowledged else { return }
    acknowledged = ack.position
    // It reads.
    blocksInARow = 0
    tryAgainAt = now
    unacknowledged.removeAll { $0 <= ack.position }
  }

  private mutating func readIfDue(_ effects: inout [MailboxSessionEffect]) {
    let room = window - unacknowledged.count
    guard mayHaveMore, !isReading, !isBlocked, room > 0 else { return }
    isReading = true
    wasNotifiedMeanwhile = false
    effects.append(.readItems(after: sent, limit: blocksInARow > 0 ? 1 : room))
  }

  private mutating func end(
    _ effect: MailboxSessionEffect, _ effects: inout [MailboxSessionEffect]
  ) {
    phase = .ended
    effects.append(effect)
  }
}

/// What can happen to a session at the door (WP 7.2).
package enum MailboxSessionEvent: Sendable {
  /// The head that was asked for.
  case headRead(MailboxPosition)
  /// The items that were asked for, and the mailbox's epoch and head when they were read.
  case itemsRead([MailboxItem], head: MailboxPosition)
  /// What was asked for could not be read.
  case unreadable
  /// New messages may be in the unit's mailbox.
  case notified
  case ack(MailboxPosition)
  case credit(Int)
  /// This push, and those behind it, did not go out: the peer's queue is full.
  case pushBlocked(MailboxPush)
  case peerGone
  case closedByPeer
  /// A message of this session that cannot be decoded.
  case malformed
  /// Time has passed.
  case tick
}

/// What a session's shell must do, in order.
package enum MailboxSessionEffect: Hashable, Sendable {
  case readHead
  /// Read at most `limit` items after a position.
  case readItems(after: UInt64, limit: Int)
  case answerOpened(MailboxOpened)
  /// Refuse the open, and forget the session.
  case refuse(WireWord)
  /// Push; when it is blocked, say so and leave out the pushes behind it.
  case push(MailboxPush)
  case sendHead(MailboxPosition)
  /// Send a close, and forget the session.
  case close(WireWord)
  /// Forget the session.
  case forget
}
