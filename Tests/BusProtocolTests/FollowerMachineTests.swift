import Bus
import Domain
import Events
import Log
import Testing

/// docs/wire-protocol.md, section 6.2, row by row.
struct FollowerMachineTests {
  let log = TestLog(count: 600)

  @Test func `all messages that are read before the socket is drained are one batch`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.tell(.live(PublishedBatch(log.records[10...11], endsCommit: true)))
    harness.tell(.live(PublishedBatch([log[13]], endsCommit: false)))
    #expect(harness.batches.isEmpty)
    harness.tell(.drained)
    #expect(harness.batches.count == 1)
    #expect(harness.lastBatchNumbers == [11, 12, 13])
    harness.tell(.live(PublishedBatch([log[14]], endsCommit: true)))
    harness.tell(.drained)
    #expect(harness.batches.count == 1, "there is one batch at a time")
    harness.applyLast()
    #expect(harness.lastBatchNumbers == [14])
  }

  @Test func `a message with a damaged record is dropped whole`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    let damaged = Record(header: log[12].header, payload: [0, 0])
    harness.step(.live(PublishedBatch([log[11], damaged], endsCommit: true)))
    #expect(harness.batches.isEmpty)
    #expect(harness.machine.counters.damaged == 1)
    #expect(harness.machine.state == .live)
  }

  @Test func `a message finds room for all its records or for none`() {
    let long = TestLog(count: 600)
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(long[11]))
    harness.step(.live(PublishedBatch(long.records[11..<266], endsCommit: true)))
    harness.step(.live(PublishedBatch(long.records[266..<500], endsCommit: true)))
    #expect(!harness.isReading)
    harness.step(.live(PublishedBatch(long.records[500..<510], endsCommit: true)))
    #expect(harness.machine.counters.overflows == 1)
    harness.applyLast()
    #expect(harness.lastBatchNumbers == Array(12...500))
  }

  @Test func `a start asks at once, also without a position`() {
    var fresh = FollowerHarness()
    fresh.step(.started(nil))
    #expect(fresh.asked.count == 1)
    #expect(fresh.asked[0].request.position == nil)
    #expect(fresh.machine.state == .connecting)

    var known = FollowerHarness()
    known.step(.started(log.cursor(at: 5)))
    #expect(known.asked[0].request.position == log.cursor(at: 5))
  }

  @Test func `nothing happens before the start, and a second start is ignored`() {
    var harness = FollowerHarness()
    harness.step(.heartbeat(log.head))
    #expect(harness.reports.isEmpty && harness.asked.isEmpty)
    harness.step(.started(nil))
    harness.step(.started(log.cursor(at: 5)))
    #expect(harness.machine.position == nil)
    #expect(harness.machine.counters.ignored == 2)
  }

  @Test func `an idle publisher's log arrives by the start request alone`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.step(.replayAnswer(1, TestLog(count: 3).answer(after: 0)))
    #expect(harness.lastBatchNumbers == [1, 2, 3])
    #expect(harness.machine.state == .live)
    #expect(harness.isReading)
  }

  @Test func `an empty log makes the follower live`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.step(.replayAnswer(1, TestLog().answer(after: 0)))
    #expect(harness.machine.state == .live)
    #expect(harness.batches.isEmpty)
  }

  @Test func `a live record in sequence is applied at once`() {
    let short = TestLog(count: 10)
    var longer = short
    let next = longer.append([1])
    var harness = FollowerHarness.live(at: short)
    harness.step(.record(next))
    #expect(harness.lastBatchNumbers == [11])
    #expect(harness.machine.advertisedHead?.sequence == 11)
  }

  @Test func `records that arrive during a batch go as the next batch`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    let longer = TestLog(count: 15)
    for number in 11...15 { harness.step(.record(longer[number])) }
    #expect(harness.batches.count == 1)
    harness.applyLast()
    #expect(harness.lastBatchNumbers == [12, 13, 14, 15])
    harness.applyLast()
    #expect(harness.machine.position == longer.cursor(at: 15))
    #expect(harness.machine.counters.applied == 5)
    #expect(harness.batches.count == 2)
  }

  @Test func `duplicates are dropped and counted`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(log[3]))
    harness.step(.record(log[10]))
    #expect(harness.batches.isEmpty)
    #expect(harness.machine.counters.duplicates == 2)
    #expect(harness.machine.state == .live)
  }

  @Test func `a gap asks for the missing range and stops reading until it is closed`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(log[13]))
    #expect(harness.asked.last?.request.position == log.cursor(at: 10))
    #expect(!harness.isReading)
    #expect(harness.machine.state == .catchingUp)
    #expect(harness.machine.counters.gaps == 1)

    harness.step(.replayAnswer(2, TestLog(count: 13).answer(after: 10)))
    #expect(harness.lastBatchNumbers == [11, 12, 13])
    #expect(harness.isReading)
    #expect(harness.machine.state == .live)
  }

  @Test func `a heartbeat ahead of us asks and goes on reading`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.heartbeat(log.head(at: 12)))
    #expect(harness.asked.last?.request.position == log.cursor(at: 10))
    #expect(harness.isReading)
    harness.step(.record(log[11]))
    #expect(harness.lastBatchNumbers == [11])
  }

  @Test func `a heartbeat at our head changes nothing`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.heartbeat(log.head(at: 10)))
    #expect(harness.asked.count == 1)
    #expect(harness.machine.state == .live)
    #expect(harness.machine.counters.heartbeats == 1)
  }

  @Test func `a heartbeat behind us lets the door decide`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.heartbeat(log.head(at: 8)))
    #expect(harness.machine.state == .live)
    #expect(harness.asked.count == 2)
    harness.step(.replayRefused(2, DoorRefusal(.aheadOfHead, head: log.head(at: 8))))
    #expect(harness.machine.state == .stopped(.olderHead))
    #expect(!harness.isReading)
  }

  @Test func `another hash at our number is a fork, in a record as in a heartbeat`() {
    let other = TestLog(count: 10, payload: { _ in [99] })
    var byHeartbeat = FollowerHarness.live(at: TestLog(count: 10))
    byHeartbeat.step(.heartbeat(other.head))
    #expect(byHeartbeat.machine.state == .stopped(.fork))

    var byRecord = FollowerHarness.live(at: TestLog(count: 10))
    byRecord.step(.record(other[10]))
    #expect(byRecord.machine.state == .stopped(.fork))
    #expect(byRecord.reports.last == .stopped(.fork))
  }

  @Test func `a record whose chain does not continue ours is a fork`() {
    var other = TestLog(count: 10, payload: { _ in [99] })
    let next = other.append([1])
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(next))
    #expect(harness.machine.state == .stopped(.fork))
    #expect(harness.batches.isEmpty)
  }

  @Test func `another log behind the same address stops the follower`() {
    let other = TestLog(9, count: 20)
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.heartbeat(other.head))
    #expect(harness.machine.state == .stopped(.otherLog(other.id)))
  }

  @Test func `another epoch stops the follower`() {
    var restored = TestLog(count: 10)
    restored.epoch = 2
    restored.append([5])
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(restored[11]))
    #expect(harness.machine.state == .stopped(.epoch(2)))
  }

  @Test func `a restored log is taken with its earlier epochs, by who accepts its present one`() {
    var restored = TestLog(count: 10)
    restored.epoch = 2
    restored.append([5])
    var fresh = FollowerHarness()
    fresh.step(.started(nil))
    fresh.step(.replayAnswer(1, restored.answer(after: 0)))
    #expect(fresh.lastBatchNumbers == (1...11).map { UInt64($0) })
    #expect(fresh.machine.state == .live)

    var adopted = restored.cursor(at: 4)
    adopted.epoch = 2
    var behind = FollowerHarness()
    behind.step(.started(adopted))
    behind.step(.replayAnswer(1, restored.answer(after: 4)))
    #expect(behind.lastBatchNumbers == (5...11).map { UInt64($0) })
    #expect(behind.machine.state == .live)
  }

  @Test func `a record of a later epoch than the answer's head stops the follower`() {
    let log = TestLog(count: 10)
    var restored = log
    restored.epoch = 2
    let strange = restored.append([5])
    var harness = FollowerHarness()
    harness.step(.started(log.cursor(at: 10)))
    harness.step(.replayAnswer(1, ReplayAnswer(head: log.head, records: [strange])))
    #expect(harness.machine.state == .stopped(.epoch(2)))
  }

  @Test func `a record with a wrong own hash is dropped and counted`() {
    var harness = FollowerHarness.live(at: TestLog(count: 10))
    harness.step(.record(Record(header: log[11].header, payload: [0, 0])))
    #expect(harness.machine.counters.damaged == 1)
    #expect(harness.batches.isEmpty)
    #expect(harness.machine.state == .live)
  }

  @Test func `a catch-up asks for the next batch while one is being applied`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.step(.replayAnswer(1, log.answer(after: 0)))
    #expect(harness.lastBatchNumbers.count == 256)
    #expect(!harness.isReading)
    #expect(harness.machine.state == .catchingUp)
    #expect(harness.asked.last?.request.position == log.cursor(at: 256))

    harness.step(.replayAnswer(2, log.answer(after: 256)))
    #expect(harness.asked.count == 2, "no room for a third batch")
    harness.applyLast()
    #expect(harness.lastBatchNumbers == Array(257...512))
    #expect(harness.asked.last?.request.position == log.cursor(at: 512))

    harness.step(.replayAnswer(3, log.answer(after: 512)))
    #expect(harness.machine.state == .live)
    #expect(harness.isReading)
    harness.applyLast()
    harness.applyLast()
    #expect(harness.machine.position == log.cursor(at: 600))
  }

  @Test func `an answer that crosses live records brings only what is missing`() {
    var harness = FollowerHarness()
    harness.step(.started(log.cursor(at: 10)))
    harness.step(.record(log[11]))
    harness.step(.record(log[12]))
    harness.step(.replayAnswer(1, TestLog(count: 14).answer(after: 10)))
    harness.applyLast()
    #expect(harness.batches.flatMap { $0.map(\.header.sequence) } == [11, 12, 13, 14])
    #expect(harness.machine.counters.duplicates == 2)
  }

  @Test func `an answer to an old request is ignored`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.pass(2_000)
    #expect(harness.machine.counters.timeouts == 1)
    harness.step(.replayAnswer(1, log.answer(after: 0)))
    harness.step(.replayRefused(1, DoorRefusal(.unknownLog)))
    #expect(harness.batches.isEmpty)
    #expect(harness.machine.counters.late == 2)
    #expect(harness.machine.state == .connecting)
  }

  @Test func `an unanswered request is repeated with growing delays`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.pass(60_000)
    let count = harness.asked.count
    #expect((8...12).contains(count), "\(count) requests in a minute")
  }

  @Test(arguments: [
    (WireWord.unknownLog, FollowerStop.otherLog(nil)), (.epoch, .epoch(nil)),
    (.aheadOfHead, .olderHead), (.hashMismatch, .fork),
  ])
  func `a refusal that proves another history stops`(word: WireWord, reason: FollowerStop) {
    var harness = FollowerHarness()
    harness.step(.started(log.cursor(at: 10)))
    harness.step(.replayRefused(1, DoorRefusal(word)))
    #expect(harness.machine.state == .stopped(reason))
  }

  @Test(arguments: [WireWord.overloaded, .unavailable, .badRequest, WireWord(rawValue: "new-word")])
  func `any other refusal is followed by the same question after a delay`(word: WireWord) {
    var harness = FollowerHarness()
    harness.step(.started(log.cursor(at: 10)))
    harness.step(.replayRefused(1, DoorRefusal(word)))
    #expect(harness.asked.count == 1)
    harness.pass(400)
    #expect(harness.asked.count == 2)
  }

  @Test func `a damaged answer is asked for again, and stops at the third`() {
    let damaged = ReplayAnswer(
      head: log.head(at: 2),
      records: [log[1], Record(header: log[2].header, payload: [1, 2, 3])])
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.step(.replayAnswer(1, damaged))
    #expect(harness.machine.state == .catchingUp)
    harness.pass(400)
    harness.step(.replayDamaged(2))
    harness.pass(800)
    harness.step(.replayAnswer(3, damaged))
    #expect(harness.machine.state == .stopped(.damaged))
    #expect(harness.machine.counters.damaged == 3)
  }

  @Test func `an answer with a hole is damaged`() {
    var harness = FollowerHarness()
    harness.step(.started(nil))
    harness.step(.replayAnswer(1, ReplayAnswer(head: log.head(at: 3), records: [log[1], log[3]])))
    #expect(harness.machine.counters.damaged == 1)
    #expect(harness.lastBatchNumbers == [1])
  }
}
