package import Domain
import Synchronization

/// Serves the mailboxes of all units through a ``Door``: performs what each ``MailboxSession``
/// decides.
package actor MailboxDoor {
  /// Sessions over all peers; one more is refused as overloaded.
  package static let sessionsMax = 16_384

  private struct Key: Hashable {
    let peer: DoorPeer
    let correlation: Correlation
  }

  private struct Entry {
    var session: MailboxSession
    /// Until the open is answered.
    var responder: Responder?
  }

  private let door: Door
  private let source: any MailboxSource
  private let thread: any ReadingQueue
  private let authoriser: MailboxAuthoriser
  private var entries: [Key: Entry] = [:]
  private var keysOfUnit: [UnitID: Set<Key>] = [:]
  private var sessionsOfPeer: [DoorPeer: Int] = [:]
  package private(set) var counters = MailboxDoorCounters() {
    didSet {
      let new = counters
      shown.withLock { $0 = new }
    }
  }
  private nonisolated let shown = Mutex(MailboxDoorCounters())

  package nonisolated var unownedExecutor: UnownedSerialExecutor { door.unownedExecutor }

  /// The counters as of the last event, for every thread.
  package nonisolated var countersShown: MailboxDoorCounters { shown.withLock { $0 } }

  /// - Parameter thread: where `source` is read; may be shared with a ``ReplayService``.
  package init(
    door: Door, source: any MailboxSource, thread: any ReadingQueue,
    authoriser: @escaping MailboxAuthoriser
  ) {
    self.door = door
    self.source = source
    self.thread = thread
    self.authoriser = authoriser
  }

  /// Registers the mailbox's kinds; to be called once, before the door is bound.
  package func start() async {
    await door.on(.mailboxOpen) { [weak self] request, responder in
      self?.assumeIsolated { $0.open(request, responder) }
    }
    for kind in [DoorKind.mailboxAck, .mailboxCredit, .mailboxClose] {
      await door.onNotice(kind) { [weak self] request in
        self?.assumeIsolated { $0.take(request) }
      }
    }
    door.bus.thread.schedule(after: .seconds(1), every: .seconds(1)) { [weak self] in
      self?.assumeIsolated { $0.tick() }
    }
  }

  /// Says that new messages of these units are committed. From any thread.
  package nonisolated func notify(_ units: Set<UnitID>) {
    door.bus.thread.post { [weak self] in
      self?.assumeIsolated { door in
        for unit in units {
          for key in door.keysOfUnit[unit] ?? [] { door.step(key, .notified) }
        }
      }
    }
  }

  /// How many sessions are open.
  package var sessionCount: Int { entries.count }

  // MARK: Messages

  private func open(_ request: DoorRequest, _ responder: Responder) {
    let key = Key(peer: request.peer, correlation: request.correlation)
    let message: MailboxOpen
    do {
      message = try MailboxOpen(frames: request.body)
    } catch {
      responder.refuse(.badRequest)
      return
    }
    forget(key)
    guard entries.count < Self.sessionsMax,
      sessionsOfPeer[key.peer, default: 0] < WireLimits.mailboxSessionsPerPeerMax
    else {
      responder.refuse(.overloaded)
      return
    }
    var session = MailboxSession(message, at: door.bus.thread.now)
    let effects = session.start(isAllowed: { isAllowed(key.peer, message.unit) })
    entries[key] = Entry(session: session, responder: responder)
    keysOfUnit[message.unit, default: []].insert(key)
    sessionsOfPeer[key.peer, default: 0] += 1
    perform(effects, key)
  }

  private func take(_ request: DoorRequest) {
    let key = Key(peer: request.peer, correlation: request.correlation)
    guard entries[key] != nil else {
      counters.unknownSession += 1
      return
    }
    let before = entries[key]?.session.acknowledged ?? 0
    step(key, event(of: request))
    if let session = entries[key]?.session, session.acknowledged > before {
      source.noteStored(session.unit, through: session.acknowledged)
    }
  }

  private func event(of request: DoorRequest) -> MailboxSessionEvent {
    guard request.body.count == 1, let frame = request.body.first else { return .malformed }
    do {
      switch request.kind {
      case .mailboxAck: return .ack(try MailboxPosition(frame: frame))
      case .mailboxCredit: return .credit(try MailboxCredit(frame: frame).window)
      default: return .closedByPeer
      }
    } catch {
      counters.malformed += 1
      return .malformed
    }
  }

  private func tick() {
    for key in Array(entries.keys) { step(key, .tick) }
  }

  // MARK: Sessions

  private func isAllowed(_ peer: DoorPeer, _ unit: UnitID) -> Bool {
    door.assumeIsolated { $0.isAdmitted(peer) } && authoriser(peer.user, unit)
  }

  private func step(_ key: Key, _ event: MailboxSessionEvent) {
    guard let unit = entries[key]?.session.unit else { return }
    let effects =
      entries[key]?.session.step(event, at: door.bus.thread.now) { isAllowed(key.peer, unit) } ?? []
    perform(effects, key)
  }

  private func perform(_ effects: [MailboxSessionEffect], _ key: Key) {
    var isBlocked = false
    for effect in effects {
      switch effect {
      case .readHead: readHead(key)
      case .readItems(let after, let limit): readItems(key, after: after, limit: limit)
      case .answerOpened(let opened):
        entries[key]?.responder?.answer([opened.frame])
        entries[key]?.responder = nil
      case .refuse(let word):
        entries[key]?.responder?.refuse(word)
        forget(key)
      case .push(let push):
        if !isBlocked { isBlocked = !self.push(push, key) }
      case .sendHead(let head):
        if send(.mailboxHead, [head.frame], key) == .gone { step(key, .peerGone) }
      case .close(let word):
        _ = send(.mailboxClose, [word.frame], key)
        forget(key)
      case .forget: forget(key)
      }
    }
  }

  /// - Returns: whether the next one may follow.
  private func push(_ push: MailboxPush, _ key: Key) -> Bool {
    switch send(.mailboxPush, push.frames, key) {
    case .sent:
      counters.pushed += 1
      return true
    case .full:
      counters.blocked += 1
      step(key, .pushBlocked(push))
      return false
    case .gone:
      step(key, .peerGone)
      return false
    }
  }

  private func send(_ kind: DoorKind, _ body: [[UInt8]], _ key: Key) -> SendOutcome {
    let envelope = Envelope(kind: kind, correlation: key.correlation)
    return door.assumeIsolated { $0.push(envelope, body, to: key.peer) }
  }

  private func forget(_ key: Key) {
    guard let entry = entries.removeValue(forKey: key) else { return }
    let unit = entry.session.unit
    keysOfUnit[unit]?.remove(key)
    if keysOfUnit[unit]?.isEmpty == true { keysOfUnit[unit] = nil }
    sessionsOfPeer[key.peer, default: 0] -= 1
    if sessionsOfPeer[key.peer] == 0 { sessionsOfPeer[key.peer] = nil }
  }

  // MARK: Reading

  private func readHead(_ key: Key) {
    read(key) { source, unit in .headRead(try source.head(of: unit)) }
  }

  private func readItems(_ key: Key, after: UInt64, limit: Int) {
    read(key) { source, unit in
      // The head first: what is committed between the two reads is told by `notify`.
      let head = try source.head(of: unit)
      return .itemsRead(try source.read(unit, after: after, limit: limit), head: head)
    }
  }

  private func read(
    _ key: Key,
    _ body: @escaping @Sendable (any MailboxSource, UnitID) throws -> MailboxSessionEvent
  ) {
    guard let unit = entries[key]?.session.unit else { return }
    let isTaken = thread.submit { [weak self, source, bus = door.bus] in
      let event: MailboxSessionEvent
      do {
        event = try body(source, unit)
      } catch {
        event = .unreadable
      }
      bus.thread.post { [weak self] in
        self?.assumeIsolated { $0.step(key, event) }
      }
    }
    if !isTaken { step(key, .unreadable) }
  }
}

/// What a ``MailboxDoor`` has seen since its start.
package struct MailboxDoorCounters: Hashable, Sendable {
  package var pushed: UInt64 = 0
  /// Pushes put off because the peer's queue was full.
  package var blocked: UInt64 = 0
  /// Messages of sessions that the door does not know, or no longer.
  package var unknownSession: UInt64 = 0
  package var malformed: UInt64 = 0

  package init() {}
}

/// Where the mailboxes of all units can be read. Called on a reading thread; may block on the disk.
package protocol MailboxSource: Sendable {
  /// The epoch and last position of a unit's mailbox; position 0 when it is empty.
  func head(of unit: UnitID) throws -> MailboxPosition

  /// The messages after a position, in order, at most `limit`; empty at the head.
  func read(_ unit: UnitID, after position: UInt64, limit: Int) throws -> [MailboxItem]

  /// A reader has stored the unit's messages up to a position. Called on the poll thread, so it must
  /// not block.
  func noteStored(_ unit: UnitID, through position: UInt64)
}

extension MailboxSource {
  package func noteStored(_ unit: UnitID, through position: UInt64) {}
}

/// Whether a peer may read a unit's mailbox. `user` is the name that the peer's key proved; `nil` is a
/// local peer, for whom file modes vouch. Asked on the poll thread at every open, push and head, so it
/// must not block.
package typealias MailboxAuthoriser = @Sendable (_ user: String?, _ unit: UnitID) -> Bool

/// A message in a unit's mailbox.
package struct MailboxItem: Hashable, Sendable {
  /// Rises within the mailbox's epoch.
  package let position: UInt64
  /// JSON, 1 byte to 256 KiB, forwarded byte for byte.
  package let payload: [UInt8]

  package init(position: UInt64, payload: [UInt8]) {
    self.position = position
    self.payload = payload
  }
}
