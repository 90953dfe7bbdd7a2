import Bus
import Domain
import Testing

/// docs/wire-protocol.md, section 7.3, row by row.
struct MailboxReaderTests {
  struct Harness {
    var reader = MailboxReader(unit: UnitID("pemda-33"), seed: 3)
    var now = MonotonicMillis(0)
    private(set) var effects: [MailboxReaderEffect] = []

    static func opened(after position: UInt64 = 0) -> Harness {
      var harness = Harness()
      harness.step(.started(MailboxPosition(epoch: 1, position: position)))
      harness.step(
        .opened(session: 1, MailboxOpened(epoch: 1, start: position, head: position)))
      return harness
    }

    var opens: [MailboxOpen] {
      effects.compactMap { if case .open(_, let open) = $0 { open } else { nil } }
    }

    var delivered: [UInt64] {
      effects.compactMap { if case .deliver(let place, _) = $0 { place.position } else { nil } }
    }

    var acks: [UInt64] {
      effects.compactMap {
        if case .sendAck(_, let place) = $0 { place.position } else { nil }
      }
    }

    mutating func step(_ event: MailboxReaderEvent) { effects += reader.step(event, at: now) }

    mutating func push(_ position: UInt64, session: UInt64 = 1) {
      step(
        .pushed(
          session: session,
          MailboxPush(epoch: 1, position: position, previous: position - 1, item: [1])))
    }

    mutating func stored(_ position: UInt64) {
      step(.stored(MailboxPosition(epoch: 1, position: position)))
    }

    mutating func pass(_ milliseconds: Int64) {
      for _ in 0..<(milliseconds / 250) {
        now = now + 250
        step(.tick)
      }
    }
  }

  @Test func `a start opens from the stored position`() {
    let harness = Harness.opened(after: 7)
    #expect(harness.opens.map(\.position) == [MailboxPosition(epoch: 1, position: 7)])
    #expect(harness.reader.state == .open)
    #expect(!harness.effects.contains(.startOver(epoch: 1)))
  }

  @Test func `a first reader and one of another epoch start over`() {
    var first = Harness()
    first.step(.started(nil))
    first.step(.opened(session: 1, MailboxOpened(epoch: 4, start: 0, head: 9)))
    #expect(first.effects.contains(.startOver(epoch: 4)))

    var restored = Harness()
    restored.step(.started(MailboxPosition(epoch: 1, position: 50)))
    restored.step(.opened(session: 1, MailboxOpened(epoch: 2, start: 0, head: 9)))
    #expect(restored.effects.contains(.startOver(epoch: 2)))
    #expect(restored.reader.received == MailboxPosition(epoch: 2, position: 0))
    restored.stored(51)
    #expect(restored.acks.isEmpty, "what was stored of the old epoch is no ack for the new")
  }

  @Test func `a push is delivered, and acknowledged once it is stored`() {
    var harness = Harness.opened()
    harness.push(1)
    harness.push(2)
    #expect(harness.delivered == [1, 2])
    #expect(harness.acks.isEmpty)
    harness.stored(2)
    harness.stored(1)
    #expect(harness.acks == [2])
  }

  @Test func `a duplicate is dropped, and what is stored acknowledged again`() {
    var harness = Harness.opened()
    harness.push(1)
    harness.stored(1)
    harness.push(1)
    #expect(harness.delivered == [1])
    #expect(harness.acks == [1, 1])
    #expect(harness.reader.counters.duplicates == 1)
  }

  @Test func `a gap opens again from the last received message`() {
    var harness = Harness.opened()
    harness.push(1)
    harness.push(3)
    #expect(harness.delivered == [1])
    #expect(harness.effects.contains(.close(session: 1)))
    harness.pass(1_000)
    #expect(harness.opens.last?.position == MailboxPosition(epoch: 1, position: 1))
    harness.step(.opened(session: 2, MailboxOpened(epoch: 1, start: 1, head: 3)))
    harness.push(2, session: 2)
    harness.push(3, session: 2)
    #expect(harness.delivered == [1, 2, 3])
  }

  @Test func `messages of an old session are dropped`() {
    var harness = Harness.opened()
    harness.step(.linkReset)
    harness.pass(500)
    harness.step(.opened(session: 2, MailboxOpened(epoch: 1, start: 0, head: 3)))
    harness.push(1, session: 1)
    harness.step(.closed(session: 1, .forbidden))
    #expect(harness.delivered.isEmpty)
    #expect(harness.reader.state == .open)
    #expect(harness.reader.counters.late == 2)
  }

  @Test func `a head that stays ahead with nothing coming opens again`() {
    var harness = Harness.opened()
    let head = MailboxPosition(epoch: 1, position: 5)
    harness.step(.headTold(session: 1, head))
    #expect(harness.reader.state == .open)
    harness.step(.headTold(session: 1, head))
    #expect(harness.opens.count == 2)
  }

  @Test func `a head ahead of what still is to be stored means nothing`() {
    var harness = Harness.opened()
    harness.push(1)
    let head = MailboxPosition(epoch: 1, position: 5)
    for _ in 0..<4 { harness.step(.headTold(session: 1, head)) }
    #expect(harness.opens.count == 1)
  }

  @Test func `a reader that is forbidden stays closed`() {
    var harness = Harness()
    harness.step(.started(nil))
    harness.step(.refused(session: 1, .forbidden))
    harness.pass(60_000)
    #expect(harness.reader.state == .closed(.forbidden))
    #expect(harness.opens.count == 1)
  }

  @Test func `a session that the door closes over its state is opened again, a bad open is not`() {
    var harness = Harness.opened()
    harness.step(.closed(session: 1, .badRequest))
    #expect(harness.reader.state == .opening)
    harness.pass(60_000)
    #expect(harness.opens.count > 1)
    harness.step(.refused(session: UInt64(harness.opens.count), .badRequest))
    #expect(harness.reader.state == .closed(.badRequest))
  }

  @Test func `any other refusal is followed by another attempt, later and later`() {
    var harness = Harness()
    harness.step(.started(nil))
    for _ in 0..<400 {
      harness.step(.refused(session: UInt64(harness.opens.count), .overloaded))
      harness.pass(250)
    }
    #expect((6...14).contains(harness.opens.count), "\(harness.opens.count) attempts in 100 s")
  }

  @Test func `silence of 40 seconds opens again, and an unanswered open too`() {
    var silent = Harness.opened()
    silent.pass(39_500)
    #expect(silent.opens.count == 1)
    silent.pass(2_000)
    #expect(silent.opens.count == 2)
    silent.pass(7_000)
    #expect(silent.opens.count == 3)
  }

  @Test func `a mailbox whose epoch changed is opened again at once`() {
    var harness = Harness.opened()
    harness.step(.closed(session: 1, .epoch))
    #expect(harness.opens.count == 2)
  }
}
