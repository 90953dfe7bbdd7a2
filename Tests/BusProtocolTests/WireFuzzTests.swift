import Bus
import Domain
import Events
import Log
import Testing

/// Fault case 21: what is malformed is dropped with a reason, and nothing crashes.
struct WireFuzzTests {
  /// Every decoder, by the number of frames that it takes.
  private static func decode(_ frames: [[UInt8]], dropped: inout [WireError: Int]) {
    func attempt(_ body: () throws(WireError) -> Void) {
      do {
        try body()
      } catch {
        dropped[error, default: 0] += 1
      }
    }
    attempt { () throws(WireError) in _ = try PublishedMessage(frames: frames) }
    attempt { () throws(WireError) in _ = try ReplayAnswer(frames: frames) }
    attempt { () throws(WireError) in _ = try DoorRefusal(frames: frames) }
    attempt { () throws(WireError) in _ = try MailboxOpen(frames: frames) }
    attempt { () throws(WireError) in _ = try MailboxPush(frames: frames) }
    attempt { () throws(WireError) in _ = try PositionReport(frames: frames) }
    for frame in frames {
      attempt { () throws(WireError) in _ = try Envelope(frame: frame) }
      attempt { () throws(WireError) in _ = try ReplayRequest(frame: frame) }
      attempt { () throws(WireError) in _ = try MailboxOpened(frame: frame) }
      attempt { () throws(WireError) in _ = try MailboxPosition(frame: frame) }
      attempt { () throws(WireError) in _ = try MailboxCredit(frame: frame) }
      attempt { () throws(WireError) in _ = try WireWord(frame: frame) }
    }
  }

  @Test func `random frames are dropped with a reason`() {
    var random = SeededNumbers(seed: 5)
    var dropped: [WireError: Int] = [:]
    for _ in 0..<2_000 {
      let frames = (0..<(random.next() % 5)).map { _ in
        let size =
          [0, 4, 16, 20, 24, 27, 64, 72, 136, Int(random.next() % 300)]
          .randomElement(using: &random) ?? 0
        return (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      }
      Self.decode(frames, dropped: &dropped)
    }
    #expect(dropped[.frameCount, default: 0] > 0)
    #expect(dropped[.length, default: 0] > 0)
    #expect(dropped[.magic, default: 0] > 0)
  }

  @Test func `mutated messages are dropped or are what they say`() {
    let log = TestLog(count: 4)
    let place = MailboxPosition(epoch: 1, position: 3)
    let messages: [[[UInt8]]] = [
      PublishedBatch(log.records[1...2], endsCommit: true).frames, log.head.heartbeatFrames,
      log.answer(after: 1).frames,
      DoorRefusal(.epoch, head: log.head).frames,
      [ReplayRequest(position: log.cursor(at: 2)).frame],
      PositionReport(follower: "watch", position: log.cursor(at: 2)).frames,
      MailboxOpen(unit: UnitID("pemda-33.74"), position: place, window: 9).frames,
      MailboxPush(epoch: 1, position: 2, previous: 1, item: [1, 2]).frames,
      [MailboxOpened(epoch: 1, start: 2, head: 3).frame], [place.frame],
      [Envelope(kind: .request, correlation: Correlation(salt: 1, number: 2)).frame],
    ]
    var random = SeededNumbers(seed: 6)
    var dropped: [WireError: Int] = [:]
    for _ in 0..<6_000 {
      var frames = messages.randomElement(using: &random) ?? []
      for _ in 0...(random.next() % 3) { Self.mutate(&frames, &random) }
      Self.decode(frames, dropped: &dropped)
      var machine = FollowerMachine(seed: 1)
      let now = MonotonicMillis(0)
      _ = machine.step(.started(log.cursor(at: 1)), at: now)
      if let message = try? PublishedMessage(frames: frames) {
        switch message {
        case .batch(let batch):
          _ = machine.step(.live(batch), at: now)
          _ = machine.step(.drained, at: now)
        case .heartbeat(let head): _ = machine.step(.heartbeat(head), at: now)
        }
      }
      if let answer = try? ReplayAnswer(frames: frames) {
        _ = machine.step(.replayAnswer(1, answer), at: now)
      }
    }
    for reason in [WireError.magic, .version, .length, .frameCount, .field, .topic] {
      #expect(dropped[reason, default: 0] > 0, "\(reason) was never reached")
    }
  }

  @Test func `a record that was changed on the way is never applied`() throws {
    let log = TestLog(count: 4)
    var random = SeededNumbers(seed: 7)
    for _ in 0..<1_500 {
      var frames = PublishedBatch([log[2]], endsCommit: true).frames
      let part = Int(random.next() % 2) + 1
      let index = Int(random.next() % UInt64(frames[part].count))
      frames[part][index] ^= UInt8(1 << (random.next() % 8))
      guard case .batch(let batch)? = try? PublishedMessage(frames: frames) else { continue }
      var machine = FollowerMachine(seed: 1)
      _ = machine.step(.started(log.cursor(at: 1)), at: MonotonicMillis(0))
      _ = machine.step(.live(batch), at: MonotonicMillis(1))
      let effects = machine.step(.drained, at: MonotonicMillis(1))
      // Only flags of the transport may differ: they are not part of the record.
      let isTransportFlag = part == 1 ? (4...7).contains(index) : (8...9).contains(index)
      let isApplied = effects.contains { if case .apply = $0 { true } else { false } }
      #expect(isApplied == isTransportFlag, "frame \(part) byte \(index)")
    }
  }

  private static func mutate(_ frames: inout [[UInt8]], _ random: inout SeededNumbers) {
    guard let index = frames.indices.randomElement(using: &random) else {
      frames.append([])
      return
    }
    switch random.next() % 6 {
    case 0: frames.remove(at: index)
    case 1: frames.insert([UInt8](repeating: 0, count: 72), at: index)
    case 2: frames[index].append(UInt8(truncatingIfNeeded: random.next()))
    case 3: frames[index] = Array(frames[index].dropLast())
    default:
      guard let byte = frames[index].indices.randomElement(using: &random) else { return }
      frames[index][byte] = UInt8(truncatingIfNeeded: random.next())
    }
  }
}
