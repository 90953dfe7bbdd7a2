import Log
import Testing

@testable import Bus

/// docs/wire-protocol.md, sections 6.2 to 6.5: silence, room, batches, the stop.
struct FollowerTimeTests {
  let log = TestLog(count: 600)

  @Test func `silence is reported within five seconds, with the last sign`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    let sign = harness.now
    harness.pass(4_400)
    #expect(harness.machine.state == .live)
    harness.pass(150)
    #expect(harness.machine.state == .down(since: sign))
  }

  @Test func `a publisher that was never heard is down too`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.pass(4_600)
    #expect(harness.machine.state == .down(since: MonotonicMillis(1_000)))
  }

  @Test func `the silence of a publisher that was never heard counts from the start`() throws {
    var harness = FollowerHarness()
    harness.now = .now
    harness.step(.started(nil))
    #expect(
      FollowerStatus(harness.machine, dropped: [:], at: harness.now).silenceMilliseconds == nil)
    harness.pass(4_600)
    let silence = FollowerStatus(harness.machine, dropped: [:], at: harness.now).silenceMilliseconds
    #expect(try #require(silence) >= 0)
  }

  @Test func `live means received, and at the head means applied`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.step(.replayAnswer(1, TestLog(count: 3).answer(after: 0)))
    #expect(harness.machine.state == .live)
    #expect(!FollowerStatus(harness.machine, dropped: [:], at: harness.now).isAtHead)
    harness.applyLast()
    #expect(FollowerStatus(harness.machine, dropped: [:], at: harness.now).isAtHead)
  }

  @Test func `heartbeats keep the link up`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    for _ in 0..<10 {
      harness.pass(1_000)
      harness.step(.heartbeat(log.head(at: 10)))
    }
    #expect(harness.machine.state == .live)
    #expect(harness.reports.count == 3)
  }

  @Test func `a sign after silence brings the link up and asks after a random delay`() {
    var delays: Set<Int64> = []
    for seed in 0..<40 {
      var harness = FollowerHarness.live(at: TestLog(count: 10), seed: UInt64(seed))
      harness.pass(6_000)
      harness.step(.heartbeat(log.head(at: 10)))
      #expect(harness.machine.state == .catchingUp)
      let back = harness.now
      while harness.asked.count < 2 { harness.pass(1, tickEvery: 1) }
      delays.insert(harness.now - back)
      harness.step(.replayAnswer(2, TestLog(count: 10).answer(after: 10)))
      #expect(harness.machine.state == .live)
    }
    #expect(delays.allSatisfy { (0...250).contains($0) })
    #expect(delays.count > 10, "the delays do not spread")
  }

  @Test func `a reset link asks again within the start delay`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.linkReset)
    harness.pass(250)
    #expect(harness.asked.count == 2)
  }

  @Test func `a slow sink stops the reading and is not taken for silence`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    for number in 11...267 { harness.step(.record(log[number])) }
    #expect(!harness.isReading)
    #expect(harness.machine.counters.overflows == 0)
    harness.pass(20_000)
    #expect(harness.machine.state == .live)
    harness.applyLast()
    #expect(harness.isReading)
    #expect(harness.lastBatchNumbers == Array(12...267))
  }

  @Test func `a record without room is a gap that replay closes`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    for number in 11...268 { harness.step(.record(log[number])) }
    #expect(harness.machine.counters.overflows == 1)
    #expect(harness.machine.state == .catchingUp)
    harness.applyLast()
    #expect(harness.asked.last?.request.position == log.cursor(at: 267))
  }

  @Test func `large records fill the room by their bytes`() {
    let large = TestLog(count: 12, payload: { _ in [UInt8](repeating: 1, count: 200_000) })
    var harness = FollowerHarness()
    harness.step(.started(large.cursor(at: 0)))
    for number in 1...12 { harness.step(.record(large[number])) }
    #expect(!harness.isReading)
    #expect(harness.machine.counters.overflows > 0)
  }

  @Test func `a batch that does not fit falls back to the stored position`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(log[11]))
    harness.step(.record(log[12]))
    harness.step(.batchEnded(.gap(log.cursor(at: 5))))
    #expect(harness.machine.position == log.cursor(at: 5))
    #expect(harness.asked.last?.request.position == log.cursor(at: 5))
    #expect(!harness.isReading)
    harness.step(.replayAnswer(2, TestLog(count: 12).answer(after: 5)))
    #expect(harness.lastBatchNumbers == Array(6...12))
  }

  @Test func `a batch that was only partly applied is continued from there`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    for number in 11...13 { harness.step(.record(log[number])) }
    harness.applyLast()
    harness.step(.batchEnded(.applied(log.cursor(at: 12))))
    #expect(harness.asked.last?.request.position == log.cursor(at: 12))
  }

  @Test func `a batch that failed is asked for again after a delay`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(log[11]))
    harness.step(.batchEnded(.failed))
    #expect(harness.asked.count == 1)
    harness.pass(400)
    #expect(harness.asked.last?.request.position == log.cursor(at: 10))
  }

  @Test func `a sink that says fork stops the follower`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(log[11]))
    harness.step(.batchEnded(.fork))
    #expect(harness.machine.state == .stopped(.fork))
  }

  @Test func `an outcome without a batch means nothing`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.batchEnded(.gap(nil)))
    #expect(harness.machine.position == log.cursor(at: 10))
    #expect(harness.machine.counters.ignored == 1)
  }

  @Test func `after the stop only the batch under way still moves the position`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(log[11]))
    harness.step(.record(log[12]))
    harness.step(.heartbeat(TestLog(9, count: 3).head))
    let asked = harness.asked.count
    harness.step(.record(log[13]))
    harness.step(.heartbeat(log.head))
    harness.step(.linkReset)
    harness.applyLast()
    harness.pass(10_000)
    #expect(harness.machine.position == log.cursor(at: 11))
    #expect(harness.batches.count == 1)
    #expect(harness.asked.count == asked)
    #expect(harness.machine.counters.ignored == 3)
    #expect(harness.machine.state == .stopped(.otherLog(TestLog(9).id)))
  }

  @Test func `the position is reported when it changed, once a second at most`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.pass(100)
    #expect(harness.positionReports == [log.cursor(at: 10)])
    harness.step(.record(log[11]))
    harness.applyLast()
    harness.pass(500)
    #expect(harness.positionReports.count == 1)
    harness.pass(600)
    #expect(harness.positionReports.last == log.cursor(at: 11))
    harness.pass(3_000)
    #expect(harness.positionReports.count == 2)
  }
}
