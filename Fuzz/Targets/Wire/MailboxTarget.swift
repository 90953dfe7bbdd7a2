import Bus
import Domain

/// The two ends of a mailbox's session, each with a peer that sends anything.
///
/// The first byte chooses the end. The rest are frames: one of a single byte is an event of the
/// shell, any other is the body of a message.
enum MailboxTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard let choice = input.first else { return false }
    let frames = FrameInput.frames(of: Array(input.dropFirst()))
    if choice & 1 == 0 {
      var end = ReaderEnd()
      try end.start()
      for frame in frames { try end.take(frame) }
      return end.delivered > 0
    }
    guard frames.count >= 2, let open = try? MailboxOpen(frames: frames.prefix(2)) else {
      return false
    }
    var end = DoorEnd(open)
    try end.start()
    for frame in frames.dropFirst(2) { try end.take(frame) }
    return true
  }
}

/// A reader, and a door that sends anything.
private struct ReaderEnd {
  private var machine = MailboxReader(unit: UnitID("pemda-33.74"), seed: 1)
  private var now = MonotonicMillis(0)
  private var session: UInt64 = 0
  private var last: MailboxPosition?
  private(set) var delivered = 0

  mutating func start() throws { try step(.started(nil)) }

  mutating func take(_ frame: [UInt8]) throws {
    if frame.count == 1 {
      try take(event: frame[0])
    } else if let opened = try? MailboxOpened(frame: frame) {
      try step(.opened(session: session, opened))
    } else if let head = try? MailboxPosition(frame: frame) {
      try step(.headTold(session: session, head))
    } else if let push = try? MailboxPush(frames: [[UInt8](frame.prefix(24)), [123, 125]]) {
      try step(.pushed(session: session, push))
    } else if let word = try? WireWord(frame: frame) {
      try step(.closed(session: session, word))
    }
  }

  private mutating func take(event: UInt8) throws {
    switch event % 3 {
    case 0:
      now = now + 20_000
      try step(.tick)
    case 1: try step(.linkReset)
    default: if let last { try step(.stored(last)) }
    }
  }

  private mutating func step(_ event: MailboxReaderEvent) throws {
    for effect in machine.step(event, at: now) {
      switch effect {
      case .open(let number, let open):
        session = number
        try hold((try? MailboxOpen(frames: open.frames)) == open, "it opens with what can be sent")
      case .deliver(let position, _):
        if let last, last.epoch == position.epoch {
          try hold(position.position > last.position, "messages are handed on in order, once")
        }
        last = position
        delivered += 1
      case .startOver: last = nil
      case .sendAck(_, let position):
        try hold((try? MailboxPosition(frame: position.frame)) == position, "an ack can be sent")
      case .close, .report: break
      }
    }
  }
}

/// A door with a mailbox of a hundred messages, and a reader that sends anything.
private struct DoorEnd {
  private static let head = MailboxPosition(epoch: 1, position: 100)

  private var machine: MailboxSession
  private var now = MonotonicMillis(0)
  private var last: UInt64?
  private var unacknowledged: [UInt64] = []
  private var reads: [MailboxSessionEffect] = []

  init(_ open: MailboxOpen) {
    machine = MailboxSession(open, at: MonotonicMillis(0))
  }

  mutating func start() throws { try perform(machine.start { true }) }

  mutating func take(_ frame: [UInt8]) throws {
    if frame.count == 1 {
      try take(event: frame[0])
    } else if let position = try? MailboxPosition(frame: frame) {
      unacknowledged.removeAll { $0 <= position.position }
      try step(.ack(position))
    } else if let credit = try? MailboxCredit(frame: frame) {
      try step(.credit(credit.window))
    } else {
      try step(.malformed)
    }
  }

  private mutating func take(event: UInt8) throws {
    switch event % 5 {
    case 0:
      now = now + 5_000
      try step(.tick)
    case 1: try step(.notified)
    case 2: try step(.unreadable)
    default: try answerRead()
    }
  }

  private mutating func answerRead() throws {
    guard let read = reads.popLast() else { return }
    switch read {
    case .readHead: try step(.headRead(DoorEnd.head))
    case .readItems(let after, let limit):
      let end = min(after + UInt64(limit), DoorEnd.head.position)
      let items = (after..<max(after, end)).map { MailboxItem(position: $0 + 1, payload: [123]) }
      try step(.itemsRead(items, head: DoorEnd.head))
    default: break
    }
  }

  private mutating func step(_ event: MailboxSessionEvent) throws {
    try perform(machine.step(event, at: now) { true })
  }

  private mutating func perform(_ effects: [MailboxSessionEffect]) throws {
    for effect in effects {
      switch effect {
      case .readHead: reads.append(effect)
      case .readItems(let after, let limit):
        try hold((1...WireLimits.mailboxWindowMax).contains(limit), "it reads a window at most")
        try hold(after <= DoorEnd.head.position, "it reads what is there")
        reads.append(effect)
      case .push(let push):
        if let last { try hold(push.position > last, "pushes ascend") }
        try hold((try? MailboxPush(frames: push.frames)) == push, "a push can be sent")
        last = push.position
        unacknowledged.append(push.position)
        try hold(
          unacknowledged.count <= WireLimits.mailboxWindowMax, "unacknowledged pushes are bounded")
      case .answerOpened(let opened):
        try hold((try? MailboxOpened(frame: opened.frame)) == opened, "an opened can be sent")
      case .sendHead, .refuse, .close, .forget: break
      }
    }
  }
}
