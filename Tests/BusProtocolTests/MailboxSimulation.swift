import Bus
import Domain

/// A door, a reader, and a link that is cut and loses what is on its way; the reader's process dies
/// and starts again from what it has stored. Virtual time; the same seed gives the same run.
struct MailboxSimulation {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private enum Message {
    case toDoor(session: UInt64, DoorMessage)
    case toReader(MailboxReaderEvent)
    case stored(MailboxPosition)
  }

  private enum DoorMessage {
    case open(MailboxOpen)
    case session(MailboxSessionEvent)
  }

  private let unit = UnitID("pemda-33")
  private var random: SeededNumbers
  private var now = MonotonicMillis(0)
  private var items: [MailboxItem] = []
  private var sessions: [UInt64: MailboxSession] = [:]
  private var reader: MailboxReader
  private var inFlight: [(due: MonotonicMillis, message: Message)] = []
  private var hasFaults = true
  /// Numbers of sessions are the reader's own: a new process starts at another hundred thousand.
  private var life: UInt64 = 0
  private(set) var delivered: [UInt64] = []
  private(set) var stored: UInt64 = 0

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    reader = MailboxReader(unit: unit, seed: seed)
  }

  /// - Throws: `Failure` when a promise is broken.
  mutating func run() throws {
    try perform(reader.step(.started(nil), at: now))
    while now.value < 120_000 { try advance() }
    hasFaults = false
    while now.value < 400_000, stored != items.count { try advance() }
    guard stored == items.count, delivered == items.map(\.position) else {
      throw Failure(
        description: "stored \(stored) of \(items.count), \(reader.state), \(reader.counters)")
    }
  }

  private mutating func advance() throws {
    now = now + 50
    if hasFaults { try fault() }
    let due = inFlight.filter { $0.due <= now }
    inFlight.removeAll { $0.due <= now }
    for (_, message) in due { try deliver(message) }
    if now.value % 1_000 == 0 {
      for id in sessions.keys.sorted() { step(id, .tick) }
    }
    if now.value % 250 == 0 { try perform(reader.step(.tick, at: now)) }
  }

  private mutating func fault() throws {
    if chance(10) {
      for _ in 0..<(1 + random.next() % 20) {
        items.append(
          MailboxItem(position: UInt64(items.count) + 1, payload: [UInt8(items.count % 250)]))
      }
      for id in sessions.keys.sorted() { step(id, .notified) }
    }
    if chance(300) {
      inFlight.removeAll { if case .stored = $0.message { false } else { true } }
      try perform(reader.step(.linkReset, at: now))
    }
    if chance(500) { try restartReader() }
    if chance(500) { sessions = [:] }
  }

  /// What was delivered and not stored is delivered again to the new process.
  private mutating func restartReader() throws {
    inFlight = []
    life += 100_000
    delivered.removeAll { $0 > stored }
    reader = MailboxReader(unit: unit, seed: random.next())
    let position = stored == 0 ? nil : MailboxPosition(epoch: 1, position: stored)
    try perform(reader.step(.started(position), at: now))
  }

  private mutating func deliver(_ message: Message) throws {
    switch message {
    case .toReader(let event): try perform(reader.step(event, at: now))
    case .stored(let position):
      stored = max(stored, position.position)
      try perform(reader.step(.stored(position), at: now))
    case .toDoor(let id, .session(let event)): step(id, event)
    case .toDoor(let id, .open(let open)):
      var session = MailboxSession(open, at: now)
      let effects = session.start(isAllowed: { true })
      sessions[id] = session
      perform(effects, id)
    }
  }

  private mutating func send(_ message: Message) {
    // A few are lost although the link stays up: stronger than what TCP does.
    if hasFaults, chance(60) { return }
    inFlight.append((now + 50, message))
  }

  private mutating func step(_ id: UInt64, _ event: MailboxSessionEvent) {
    guard var session = sessions[id] else { return }
    let effects = session.step(event, at: now, isAllowed: { true })
    sessions[id] = session
    perform(effects, id)
  }

  private mutating func perform(_ effects: [MailboxSessionEffect], _ id: UInt64) {
    let head = MailboxPosition(epoch: 1, position: UInt64(items.count))
    let number = id >= life ? id - life : 0
    for effect in effects {
      switch effect {
      case .readHead: step(id, chance(50) && hasFaults ? .unreadable : .headRead(head))
      case .readItems(let after, let limit):
        step(id, .itemsRead(Array(items.dropFirst(Int(after)).prefix(limit)), head: head))
      case .answerOpened(let opened): send(.toReader(.opened(session: number, opened)))
      case .refuse(let word): send(.toReader(.refused(session: number, word)))
      case .push(let push): send(.toReader(.pushed(session: number, push)))
      case .sendHead(let head): send(.toReader(.headTold(session: number, head)))
      case .close(let word): send(.toReader(.closed(session: number, word)))
      case .forget: sessions[id] = nil
      }
    }
  }

  private mutating func perform(_ effects: [MailboxReaderEffect]) throws {
    for effect in effects {
      switch effect {
      case .open(let session, let open):
        send(.toDoor(session: life + session, .open(open)))
      case .deliver(let position, _):
        guard position.position == UInt64(delivered.count) + 1 else {
          throw Failure(
            description: "message \(position.position) after \(delivered.count)")
        }
        delivered.append(position.position)
        inFlight.append((now + (chance(20) ? 2_000 : 50), .stored(position)))
      case .startOver:
        guard stored == 0 else { throw Failure(description: "started over without a reason") }
      case .sendAck(let session, let position):
        send(.toDoor(session: life + session, .session(.ack(position))))
      case .close(let session):
        send(.toDoor(session: life + session, .session(.closedByPeer)))
      case .report(.closed(let word)): throw Failure(description: "closed: \(word)")
      case .report: break
      }
    }
  }

  private mutating func chance(_ one: UInt64) -> Bool { random.next() % one == 0 }
}
