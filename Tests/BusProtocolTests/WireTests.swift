import Bus
import Domain
import Events
import Log
import Security
import Testing

/// docs/wire-protocol.md, sections 2 to 8: bytes out, bytes in.
struct WireTests {
  let log = TestLog(count: 3)
  let correlation = Correlation(bytes: UUIDBytes(Array(0..<16)))

  @Test func `an envelope is TPR, version, kind and correlation`() throws {
    let envelope = Envelope(kind: .replay, correlation: correlation)
    #expect(envelope.frame == Array("TPR".utf8) + [1, 0, 0, 0, 2] + Array(0..<16))
    #expect(try Envelope(frame: envelope.frame) == envelope)
    #expect(envelope.answer.frame[4] == 0x80)
    #expect(envelope.refusal.frame[4] == 0xC0)
    #expect(envelope.refusal.kind.isRefusal && !envelope.refusal.kind.isAnswer)
    #expect(envelope.answer.kind.isAnswer && envelope.answer.kind.request == .replay)
  }

  @Test func `an envelope of another magic, version or length is told apart`() {
    var frame = Envelope(kind: .request, correlation: correlation).frame
    frame[3] = 2
    #expect(throws: WireError.version) { try Envelope(frame: frame) }
    frame[0] = 0
    #expect(throws: WireError.magic) { try Envelope(frame: frame) }
    #expect(throws: WireError.length) { try Envelope(frame: []) }
    #expect(throws: WireError.length) { try Envelope(frame: frame + [0]) }
  }

  @Test func `a correlation gives its number back to the salt that made it`() {
    let mine = Correlation(salt: 77, number: 12)
    #expect(mine.number(salt: 77) == 12)
    #expect(mine.number(salt: 78) == nil)
  }

  @Test func `a heartbeat is the control topic and 72 bytes`() throws {
    let frames = log.head.heartbeatFrames
    #expect(frames[0] == Array("!\(log.id.base32)".utf8))
    #expect(frames[1].count == 72)
    #expect(frames[1].starts(with: Array("TPH".utf8) + [1, 0, 0, 0, 0] + log.id.bytes.array))
    guard case .heartbeat(log.head) = try PublishedMessage(frames: frames) else {
      Issue.record("not the heartbeat that was sent")
      return
    }
  }

  @Test func `a head beyond what a file can hold is dropped`() {
    for (epoch, sequence) in [(UInt64(1) << 63, UInt64(1)), (1, 1 << 63), (.max, .max)] {
      let head = LogHead(log: log.id, epoch: epoch, sequence: sequence, hash: log.head.hash)
      #expect(throws: WireError.field) { try PublishedMessage(frames: head.heartbeatFrames) }
    }
  }

  @Test func `a commit is published as topic, the place of its end, and its records`() throws {
    let batch = PublishedBatch(log.records[1...2], endsCommit: true)
    let frames = batch.frames
    #expect(frames.count == 3)
    #expect(frames[0] == Array(log.id.base32.utf8))
    #expect(frames[1].count == 72)
    #expect(frames[1].starts(with: Array("TPB".utf8) + [1, 0, 0, 0, 1] + log.id.bytes.array))
    #expect(frames[1].suffix(32).elementsEqual(log[3].header.hash.array))
    guard case .batch(let read) = try PublishedMessage(frames: frames) else {
      Issue.record("not a batch")
      return
    }
    #expect(read.endsCommit && read.head == log.head)
    #expect(read.records.map(\.header) == log.records[1...2].map(\.header))
    #expect(read.records.map(\.payload) == log.records[1...2].map(\.payload))
  }

  @Test func `a published message whose records are not what its head says is dropped`() throws {
    let frames = PublishedBatch(log.records, endsCommit: false).frames
    let fewer = PublishedBatch(log.records.dropLast(), endsCommit: false).frames
    let gap = PublishedBatch([log[1], log[3]], endsCommit: false).frames
    let alien = PublishedBatch([TestLog(9, count: 2)[2], log[3]], endsCommit: false).frames
    for wrong in [[frames[0], frames[1], fewer[2]], [frames[0], fewer[1], frames[2]], gap, alien] {
      #expect(throws: WireError.field) { try PublishedMessage(frames: wrong) }
    }
    #expect(throws: WireError.length) { try PublishedMessage(frames: [frames[0], frames[1], []]) }
    #expect(throws: WireError.magic) {
      try PublishedMessage(frames: [frames[0], log.head.wireFrame, frames[2]])
    }
  }

  @Test func `a commit leaves in as few messages as its records allow`() {
    let many = TestLog(count: 600)
    #expect(PublishedBatch.part(of: many.records[...]).count == 256)
    #expect(PublishedBatch.part(of: many.records[512...]).count == 88)
    let large = TestLog(count: 4, payload: { _ in [UInt8](repeating: 1, count: 100_000) })
    #expect(PublishedBatch.part(of: large.records[...]).count == 2)
    let whole = WireLimits.payloadBytesMax
    let huge = TestLog(count: 2, payload: { [UInt8](repeating: 1, count: whole + $0) })
    #expect(PublishedBatch.part(of: huge.records[...]).count == 1)
    #expect(PublishedBatch.part(of: huge.records[1...]).isEmpty, "over the limit of a payload")
  }

  @Test func `a message whose topic is not that of its log is dropped`() {
    let other = TestLog(9).id
    var frames = PublishedBatch([log[2]], endsCommit: true).frames
    for topic in [other.topic, [], Array(log.id.topic.dropLast()), log.id.topic + [97]] {
      frames[0] = topic
      #expect(throws: WireError.topic) { try PublishedMessage(frames: frames) }
    }
    let beat = log.head.heartbeatFrames
    #expect(throws: WireError.topic) {
      try PublishedMessage(frames: [other.controlTopic, beat[1]])
    }
  }

  @Test func `every log's topic is recognised, and no other`() throws {
    var random = SeededNumbers(seed: 11)
    for _ in 0..<200 {
      let head = LogHead(
        log: LogID(bytes: UUIDBytes(high: random.next(), low: random.next())), epoch: 1,
        sequence: 0, hash: .zero)
      var frames = head.heartbeatFrames
      _ = try PublishedMessage(frames: frames)
      let index = Int(random.next() % 26) + 1
      frames[0][index] = frames[0][index] == 97 ? 98 : 97
      #expect(throws: WireError.topic) { try PublishedMessage(frames: frames) }
    }
  }

  @Test func `the frame count and the limits of published messages are kept`() {
    let frames = PublishedBatch([log[1]], endsCommit: true).frames
    #expect(throws: WireError.frameCount) { try PublishedMessage(frames: []) }
    #expect(throws: WireError.frameCount) { try PublishedMessage(frames: [frames[0]]) }
    #expect(throws: WireError.frameCount) { try PublishedMessage(frames: frames + [[]]) }
    let large = [UInt8](repeating: 0, count: WireLimits.recordsFrameBytesMax + 1)
    #expect(throws: WireError.oversize) {
      try PublishedMessage(frames: [frames[0], frames[1], large])
    }
    let topic = [UInt8](repeating: 97, count: 201)
    #expect(throws: WireError.oversize) {
      try PublishedMessage(frames: [topic, frames[1], frames[2]])
    }
  }

  @Test func `transport flags are cleared on receipt and do not break the hash`() throws {
    let frames = log.answer(after: 0).frames
    #expect(frames[1][4 + 5] == 1, "the replay flag is set on the wire")
    let answer = try ReplayAnswer(frames: frames)
    #expect(answer.records.allSatisfy { $0.header.flags.isEmpty && $0.hasValidHash() })
    #expect(answer.head == log.head)
  }

  @Test func `a replay answer keeps its records byte for byte, and none is one frame`() throws {
    let answer = try ReplayAnswer(frames: log.answer(after: 1).frames)
    #expect(answer.records.map(\.header) == (2...log.head.sequence).map { log[Int($0)].header })
    #expect(answer.records.map(\.payload) == (2...log.head.sequence).map { log[Int($0)].payload })
    let empty = log.answer(after: Int(log.head.sequence))
    #expect(empty.frames.count == 1)
    #expect(try ReplayAnswer(frames: empty.frames).records.isEmpty)
  }

  @Test func `a replay answer has at most 2 frames, 256 whole records and 384 KiB`() {
    let frames = log.answer(after: 0).frames
    #expect(throws: WireError.frameCount) { try ReplayAnswer(frames: []) }
    #expect(throws: WireError.frameCount) { try ReplayAnswer(frames: frames + [[]]) }
    #expect(throws: WireError.length) { try ReplayAnswer(frames: [frames[0], []]) }
    for missing in [1, 100, 140] {
      #expect(throws: WireError.length, "\(missing) bytes are missing") {
        try ReplayAnswer(frames: [frames[0], frames[1].dropLast(missing)])
      }
    }
    #expect(throws: WireError.length) { try ReplayAnswer(frames: [frames[0], frames[1] + [0]]) }
    let one = TestLog(count: 1).answer(after: 0).frames
    let many = Array(repeating: one[1], count: 257).joined()
    #expect(throws: WireError.oversize) { try ReplayAnswer(frames: [one[0], Array(many)]) }
    let large = TestLog(count: 3, payload: { _ in [UInt8](repeating: 1, count: 200_000) })
    #expect(throws: WireError.oversize) {
      try ReplayAnswer(frames: large.answer(after: 0).frames)
    }
  }

  @Test func `a replay request survives the wire, with and without a position`() throws {
    let known = ReplayRequest(position: log.cursor(at: 2), maxRecords: 7, maxBytes: 99)
    #expect(known.frame.count == 72)
    #expect(try ReplayRequest(frame: known.frame) == known)
    let fresh = ReplayRequest(position: nil)
    #expect(try ReplayRequest(frame: fresh.frame) == fresh)
    let empty = ReplayRequest(position: log.cursor(at: 0))
    #expect(try ReplayRequest(frame: empty.frame) == empty)
  }

  @Test func `a replay request whose parts do not go together is refused`() {
    for request in [
      ReplayRequest(position: nil, maxRecords: 0), ReplayRequest(position: nil, maxRecords: 257),
      ReplayRequest(position: nil, maxBytes: 0), ReplayRequest(position: nil, maxBytes: 262_145),
      ReplayRequest(
        position: LogCursor(log: log.id, epoch: 0, sequence: 1, hash: log.head.hash)),
      ReplayRequest(
        position: LogCursor(log: log.id, epoch: 1, sequence: 0, hash: log.head.hash)),
      ReplayRequest(
        position: LogCursor(
          log: LogID(bytes: .zero), epoch: 1, sequence: 1, hash: log.head.hash)),
    ] {
      #expect(throws: WireError.field) { try ReplayRequest(frame: request.frame) }
    }
  }

  @Test func `refusals, reports and mailbox messages survive the wire`() throws {
    let refusal = DoorRefusal(.aheadOfHead, head: log.head)
    #expect(try DoorRefusal(frames: refusal.frames) == refusal)
    let report = PositionReport(follower: "watch", position: log.cursor(at: 3))
    #expect(try PositionReport(frames: report.frames) == report)
    let place = MailboxPosition(epoch: 1, position: 9)
    let open = MailboxOpen(unit: UnitID("pemda-33.74"), position: place, window: 32)
    #expect(try MailboxOpen(frames: open.frames) == open)
    let fresh = MailboxOpen(unit: UnitID("pemda-33"), position: nil, window: 0)
    #expect(try MailboxOpen(frames: fresh.frames) == fresh)
    let opened = MailboxOpened(epoch: 2, start: 3, head: 4)
    #expect(try MailboxOpened(frame: opened.frame) == opened)
    let push = MailboxPush(epoch: 1, position: 9, previous: 7, item: [1])
    #expect(try MailboxPush(frames: push.frames) == push)
    #expect(try MailboxPosition(frame: place.frame) == place)
    #expect(try MailboxCredit(frame: MailboxCredit(window: 5).frame).window == 5)
  }

  @Test func `words and names have their limits`() {
    #expect(throws: WireError.length) { try WireWord(frame: []) }
    #expect(throws: WireError.length) { try WireWord(frame: Array(repeating: 97, count: 65)) }
    #expect(throws: WireError.field) { try WireWord(frame: Array("No".utf8)) }
    let open = MailboxOpen(unit: UnitID("x"), position: nil, window: 1).frames
    #expect(throws: WireError.length) { try MailboxOpen(frames: [[], open[1]]) }
    #expect(throws: WireError.field) { try MailboxOpen(frames: [[0xff], open[1]]) }
    let wide = MailboxOpen(unit: UnitID("x"), position: nil, window: 33).frames
    #expect(throws: WireError.field) { try MailboxOpen(frames: wide) }
  }
}
