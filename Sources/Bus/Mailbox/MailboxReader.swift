package import Domain

/// The client's side of a mailbox (WP 7.3): pure.
///
/// Every message is handed on once and in order within an epoch. After a new epoch all messages come
/// again, and the application recognises those it has by their ids.
package struct MailboxReader: Sendable {
  static let silenceLimitMilliseconds: Int64 = 40_000
  static let openTimeoutMilliseconds: Int64 = 5_000
  static let startDelayMaxMilliseconds: Int64 = 250

  package let unit: UnitID
  package private(set) var state = MailboxReaderState.opening
  package private(set) var counters = MailboxReaderCounters()
  /// The last message handed on.
  package private(set) var received: MailboxPosition?
  /// The last message that the application stored.
  package private(set) var stored: MailboxPosition?

  private let window: Int
  private var jitter: Jitter
  private var backoff = Backoff(firstMilliseconds: 500, maxMilliseconds: 15_000)
  private var hasStarted = false
  private var session: UInt64 = 0
  /// When to open next; `nil` while an open waits for its answer, or is answered.
  private var openAt: MonotonicMillis?
  private var openDeadline: MonotonicMillis?
  private var lastSign = MonotonicMillis(.min)
  /// A head that was ahead of what was received, and nothing received since.
  private var isSuspicious = false

  /// - Parameters:
  ///   - window: how many messages may be with the application and not stored yet, 1 to 32.
  ///   - seed: of the random delays.
  package init(unit: UnitID, window: Int = WireLimits.mailboxWindowMax, seed: UInt64) {
    self.unit = unit
    self.window = window
    jitter = Jitter(seed: seed)
  }

  /// Takes one event. Times must not go backwards; `started` comes first and once.
  package mutating func step(
    _ event: MailboxReaderEvent, at now: MonotonicMillis
  ) -> [MailboxReaderEffect] {
    var effects: [MailboxReaderEffect] = []
    if case .closed = state { return effects }
    switch event {
    case .started(let position) where !hasStarted:
      hasStarted = true
      received = position
      stored = position
      openAt = now
    case _ where !hasStarted: break
    case .opened(session, let opened): takeOpened(opened, at: now, &effects)
    case .refused(session, let word) where openAt == nil,
      .closed(session, let word) where openAt == nil:
      end(word, at: now, &effects)
    case .pushed(session, let push) where state == .open: take(push, at: now, &effects)
    case .headTold(session, let head) where state == .open: take(head, at: now, &effects)
    case .opened, .refused, .closed, .pushed, .headTold, .started: counters.late += 1
    case .stored(let position): note(position, &effects)
    case .linkReset:
      reopen(after: jitter.next(in: 0...Self.startDelayMaxMilliseconds), at: now, &effects)
    case .tick: tick(at: now, &effects)
    }
    openIfDue(at: now, &effects)
    return effects
  }

  private mutating func takeOpened(
    _ opened: MailboxOpened, at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]
  ) {
    guard openDeadline != nil else {
      counters.late += 1
      return
    }
    openDeadline = nil
    lastSign = now
    isSuspicious = false
    backoff.reset()
    if received?.epoch != opened.epoch {
      received = MailboxPosition(epoch: opened.epoch, position: opened.start)
      stored = received
      effects.append(.startOver(epoch: opened.epoch))
    }
    change(to: .open, &effects)
  }

  private mutating func take(
    _ push: MailboxPush, at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]
  ) {
    lastSign = now
    guard let last = received, push.epoch == last.epoch, push.previous <= last.position else {
      counters.gaps += 1
      return reopen(after: backoff.next(&jitter), at: now, &effects)
    }
    guard push.position > last.position else {
      counters.duplicates += 1
      if let stored { effects.append(.sendAck(session: session, stored)) }
      return
    }
    isSuspicious = false
    counters.delivered += 1
    let position = MailboxPosition(epoch: push.epoch, position: push.position)
    received = position
    effects.append(.deliver(position, item: push.item))
  }

  private mutating func take(
    _ head: MailboxPosition, at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]
  ) {
    lastSign = now
    guard let received, head.epoch == received.epoch else {
      return reopen(after: 0, at: now, &effects)
    }
    let isBehind = head.position > received.position && stored == received
    if isBehind, isSuspicious {
      counters.gaps += 1
      return reopen(after: 0, at: now, &effects)
    }
    isSuspicious = isBehind
  }

  private mutating func note(
    _ position: MailboxPosition, _ effects: inout [MailboxReaderEffect]
  ) {
    guard let received, let last = stored, position.epoch == received.epoch,
      position.position > last.position, position.position <= received.position
    else { return }
    stored = position
    if state == .open { effects.append(.sendAck(session: session, position)) }
  }

  private mutating func tick(at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]) {
    if let deadline = openDeadline, deadline <= now {
      reopen(after: backoff.next(&jitter), at: now, &effects)
    } else if state == .open, now - lastSign >= Self.silenceLimitMilliseconds {
      reopen(after: backoff.next(&jitter), at: now, &effects)
    }
  }

  private mutating func end(
    _ word: WireWord, at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]
  ) {
    switch word {
    // The door took us for another session's reader: an open that came twice, or late.
    case .badRequest where state == .open:
      reopen(after: backoff.next(&jitter), at: now, &effects)
    case .forbidden, .badRequest:
      openDeadline = nil
      change(to: .closed(word), &effects)
    case .epoch: reopen(after: 0, at: now, &effects)
    default: reopen(after: backoff.next(&jitter), at: now, &effects)
    }
  }

  private mutating func reopen(
    after delay: Int64, at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]
  ) {
    counters.reopened += 1
    if state == .open { effects.append(.close(session: session)) }
    openDeadline = nil
    openAt = now + delay
    change(to: .opening, &effects)
  }

  private mutating func openIfDue(
    at now: MonotonicMillis, _ effects: inout [MailboxReaderEffect]
  ) {
    guard let due = openAt, due <= now else { return }
    openAt = nil
    session += 1
    openDeadline = now + Self.openTimeoutMilliseconds
    effects.append(
      .open(session: session, MailboxOpen(unit: unit, position: received, window: window)))
  }

  private mutating func change(
    to new: MailboxReaderState, _ effects: inout [MailboxReaderEffect]
  ) {
    guard state != new else { return }
    state = new
    effects.append(.report(new))
  }
}

/// How a reader stands with its mailbox (WP 7.3).
package enum MailboxReaderState: Hashable, Sendable {
  case opening
  case open
  /// The door will not serve this reader: a person must look.
  case closed(WireWord)
}

/// What can happen to a reader. `session` is the number of the open that it belongs to.
package enum MailboxReaderEvent: Sendable {
  /// The first event, once: the position that is stored, `nil` for none.
  case started(MailboxPosition?)
  case opened(session: UInt64, MailboxOpened)
  case refused(session: UInt64, WireWord)
  case pushed(session: UInt64, MailboxPush)
  case headTold(session: UInt64, MailboxPosition)
  case closed(session: UInt64, WireWord)
  /// The application has stored everything up to here.
  case stored(MailboxPosition)
  case linkReset
  /// Time has passed; at least once a second.
  case tick
}

/// What a reader's shell must do, in order.
package enum MailboxReaderEffect: Hashable, Sendable {
  case open(session: UInt64, MailboxOpen)
  /// Hand a message on; the application tells when it has stored it.
  case deliver(MailboxPosition, item: [UInt8])
  /// The mailbox is in this epoch and is read from its start: messages that come again are
  /// recognised by their ids.
  case startOver(epoch: UInt64)
  case sendAck(session: UInt64, MailboxPosition)
  /// Tell the door that this session is over.
  case close(session: UInt64)
  case report(MailboxReaderState)
}

/// What a reader saw since its start.
package struct MailboxReaderCounters: Hashable, Sendable {
  package var delivered: UInt64 = 0
  package var duplicates: UInt64 = 0
  package var gaps: UInt64 = 0
  package var reopened: UInt64 = 0
  /// Messages of another session, or without meaning in their state.
  package var late: UInt64 = 0

  package init() {}
}
