import Bus
import Domain
import Testing

/// docs/wire-protocol.md, section 7.2, row by row.
struct MailboxSessionTests {
  /// A session with a mailbox of `count` items behind it, and what it asked its shell to do.
  struct Harness {
    var session: MailboxSession
    var items: [MailboxItem]
    var epoch: UInt64 = 1
    var now = MonotonicMillis(0)
    var isAllowed = true
    /// Reads are answered at once, unless held back.
    var answersReads = true
    private(set) var effects: [MailboxSessionEffect] = []

    init(count: UInt64, after: MailboxPosition? = nil, window: Int = 32) {
      items = (1...max(count, 1)).prefix(Int(count)).map {
        MailboxItem(position: $0, payload: [UInt8(truncatingIfNeeded: $0)])
      }
      session = MailboxSession(
        MailboxOpen(unit: UnitID("pemda-33"), position: after, window: window),
        at: MonotonicMillis(0))
    }

    static func opened(count: UInt64, window: Int = 32) -> Harness {
      var harness = Harness(count: count, window: window)
      harness.start()
      return harness
    }

    var head: MailboxPosition {
      MailboxPosition(epoch: epoch, position: items.last?.position ?? 0)
    }

    var pushed: [UInt64] {
      effects.compactMap { if case .push(let push) = $0 { push.position } else { nil } }
    }

    mutating func start() {
      let allowed = isAllowed
      take(session.start(isAllowed: { allowed }))
    }

    mutating func step(_ event: MailboxSessionEvent) {
      let allowed = isAllowed
      take(session.step(event, at: now, isAllowed: { allowed }))
    }

    mutating func add(_ count: UInt64) {
      let last = head.position
      for position in (last + 1)...(last + count) {
        items.append(MailboxItem(position: position, payload: [1]))
      }
      step(.notified)
    }

    mutating func ack(_ position: UInt64) {
      step(.ack(MailboxPosition(epoch: epoch, position: position)))
    }

    private mutating func take(_ new: [MailboxSessionEffect]) {
      effects += new
      guard answersReads else { return }
      for effect in new {
        switch effect {
        case .readHead: step(.headRead(head))
        case .readItems(let after, let limit):
          step(
            .itemsRead(Array(items.filter { $0.position > after }.prefix(limit)), head: head))
        default: break
        }
      }
    }
  }

  @Test func `an open is answered with epoch, start and head, then everything is pushed`() {
    var harness = Harness(count: 5, after: MailboxPosition(epoch: 1, position: 2))
    harness.start()
    #expect(
      harness.effects.contains(.answerOpened(MailboxOpened(epoch: 1, start: 2, head: 5))))
    #expect(harness.pushed == [3, 4, 5])
  }

  @Test func `each push names the one before it`() {
    let harness = Harness.opened(count: 3)
    let previous = harness.effects.compactMap {
      if case .push(let push) = $0 { push.previous } else { nil }
    }
    #expect(previous == [0, 1, 2])
  }

  @Test func `an open that is not allowed is refused`() {
    var harness = Harness(count: 5)
    harness.isAllowed = false
    harness.start()
    #expect(harness.effects == [.refuse(.forbidden)])
    harness.step(.notified)
    #expect(harness.effects.count == 1)
  }

  @Test func `an open beyond the head is refused`() {
    var harness = Harness(count: 5, after: MailboxPosition(epoch: 1, position: 6))
    harness.start()
    #expect(harness.effects.last == .refuse(.badRequest))
  }

  @Test func `a reader of another epoch starts over`() {
    var harness = Harness(count: 3, after: MailboxPosition(epoch: 9, position: 200))
    harness.start()
    #expect(
      harness.effects.contains(.answerOpened(MailboxOpened(epoch: 1, start: 0, head: 3))))
    #expect(harness.pushed == [1, 2, 3])
  }

  @Test func `no more than the window is unacknowledged`() {
    var harness = Harness.opened(count: 100)
    #expect(harness.pushed == Array(1...32))
    harness.add(5)
    #expect(harness.pushed.count == 32)
    harness.ack(10)
    #expect(harness.pushed == Array(1...42))
    harness.ack(42)
    #expect(harness.pushed.count == 74)
  }

  @Test func `a reader that never acknowledges gets its window and nothing else`() {
    var harness = Harness.opened(count: 10, window: 4)
    for _ in 0..<60 {
      harness.now = harness.now + 1_000
      harness.step(.tick)
      harness.add(1)
    }
    #expect(harness.pushed == [1, 2, 3, 4])
  }

  @Test func `new messages are pushed when they come`() {
    var harness = Harness.opened(count: 0)
    harness.add(2)
    #expect(harness.pushed == [1, 2])
  }

  @Test func `messages that come during a read are read after it`() {
    var harness = Harness(count: 1)
    harness.answersReads = false
    harness.start()
    harness.step(.headRead(harness.head))
    let stale = harness.head
    harness.add(1)
    harness.answersReads = true
    harness.step(.itemsRead([harness.items[0]], head: stale))
    #expect(harness.pushed == [1, 2])
  }

  @Test func `credit changes the window`() {
    var harness = Harness.opened(count: 10, window: 0)
    #expect(harness.pushed.isEmpty)
    harness.step(.credit(3))
    #expect(harness.pushed == [1, 2, 3])
    harness.step(.credit(0))
    harness.ack(3)
    #expect(harness.pushed.count == 3)
    harness.step(.credit(33))
    #expect(harness.effects.last == .close(.badRequest))
  }

  @Test func `an old ack does nothing, one from the future or another epoch closes`() {
    var doubled = Harness.opened(count: 40)
    doubled.ack(5)
    doubled.ack(5)
    doubled.ack(3)
    #expect(doubled.pushed.count == 37)

    var future = Harness.opened(count: 3)
    future.ack(4)
    #expect(future.effects.last == .close(.badRequest))

    var foreign = Harness.opened(count: 3)
    foreign.step(.ack(MailboxPosition(epoch: 2, position: 1)))
    #expect(foreign.effects.last == .close(.badRequest))
  }

  @Test func `a right that was taken away closes at the next push`() {
    var harness = Harness.opened(count: 1)
    harness.isAllowed = false
    harness.add(1)
    #expect(harness.pushed == [1])
    #expect(harness.effects.last == .close(.forbidden))
  }

  @Test func `a right that was taken away closes at the next head`() {
    var harness = Harness.opened(count: 1)
    harness.isAllowed = false
    harness.now = MonotonicMillis(15_000)
    harness.step(.tick)
    #expect(harness.effects.last == .close(.forbidden))
  }

  @Test func `the head is told every 15 seconds`() {
    var harness = Harness.opened(count: 2)
    for _ in 0..<60 {
      harness.now = harness.now + 1_000
      harness.step(.tick)
    }
    let heads = harness.effects.filter { $0 == .sendHead(harness.head) }
    #expect(heads.count == 4)
  }

  @Test func `a push that a full queue refused goes out again at the next tick`() {
    var harness = Harness.opened(count: 4)
    let third = MailboxPush(epoch: 1, position: 3, previous: 2, item: [3])
    harness.step(.pushBlocked(third))
    #expect(harness.pushed == [1, 2, 3, 4])
    harness.step(.notified)
    #expect(harness.pushed.count == 4, "nothing before the tick")
    harness.step(.tick)
    #expect(harness.pushed == [1, 2, 3, 4, 3, 4])
    harness.ack(4)
  }

  @Test func `a peer whose queue stays full is tried less and less often, with one message`() {
    var harness = Harness.opened(count: 4)
    let third = MailboxPush(epoch: 1, position: 3, previous: 2, item: [3])
    harness.step(.pushBlocked(third))
    var attempts: [Int64] = []
    for second in 1...60 {
      harness.now = MonotonicMillis(Int64(second) * 1_000)
      let before = harness.effects.count
      harness.step(.tick)
      let new = harness.effects[before...]
      guard new.contains(where: { if case .push = $0 { true } else { false } }) else { continue }
      for case .readItems(_, let limit) in new { #expect(limit == 1) }
      attempts.append(Int64(second))
      harness.step(.pushBlocked(third))
    }
    #expect(attempts == [1, 2, 5, 12, 27, 42, 57])
    // It reads again: no more waiting, and as much as it has room for.
    harness.ack(2)
    harness.step(.tick)
    #expect(harness.pushed.suffix(2) == [3, 4])
    for case .readItems(_, let limit) in harness.effects.suffix(4) { #expect(limit > 1) }
  }

  @Test func `a peer that is gone or said goodbye is forgotten`() {
    for event in [MailboxSessionEvent.peerGone, .closedByPeer] {
      var harness = Harness.opened(count: 1)
      harness.step(event)
      #expect(harness.effects.last == .forget)
      let count = harness.effects.count
      harness.add(1)
      #expect(harness.effects.count == count)
    }
  }

  @Test func `a mailbox in another epoch closes the session`() {
    var harness = Harness.opened(count: 2)
    harness.epoch = 2
    harness.add(1)
    #expect(harness.effects.last == .close(.epoch))
  }

  @Test func `a mailbox that cannot be read is tried again at the next tick`() {
    var harness = Harness.opened(count: 0)
    harness.answersReads = false
    harness.add(1)
    harness.step(.unreadable)
    harness.answersReads = true
    harness.step(.tick)
    #expect(harness.pushed == [1])

    var opening = Harness(count: 1)
    opening.answersReads = false
    opening.start()
    opening.step(.unreadable)
    #expect(opening.effects.last == .refuse(.unavailable))
  }

  @Test func `an empty answer ends the reading whatever the head says`() {
    var harness = Harness(count: 0)
    harness.answersReads = false
    harness.start()
    let head = MailboxPosition(epoch: 1, position: 7)
    harness.step(.headRead(head))
    let reads = harness.effects.count
    harness.step(.itemsRead([], head: head))
    #expect(harness.effects.count == reads)
  }

  @Test func `a message that cannot be decoded closes the session`() {
    var harness = Harness.opened(count: 1)
    harness.step(.malformed)
    #expect(harness.effects.last == .close(.badRequest))
  }
}
