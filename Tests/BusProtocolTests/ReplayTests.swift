import Bus
import Log
import Synchronization
import Testing

/// docs/wire-protocol.md, section 5.3, row by row.
struct ReplayTests {
  let log = TestLog(count: 300)

  private func respond(_ request: ReplayRequest, from log: TestLog? = nil) -> ReplayOutcome {
    ReplayResponder.respond(to: request, from: TestSource(log: log ?? self.log))
  }

  private func word(_ outcome: ReplayOutcome) -> WireWord? {
    if case .refusal(let refusal) = outcome { refusal.word } else { nil }
  }

  private func records(_ outcome: ReplayOutcome) -> [UInt64]? {
    if case .answer(let answer) = outcome { answer.records.map(\.header.sequence) } else { nil }
  }

  @Test func `a follower that knows nothing gets the log from its first record`() {
    #expect(records(respond(ReplayRequest(position: nil))) == Array(1...256))
  }

  @Test func `a follower gets what comes after its position, and the head`() {
    let outcome = respond(ReplayRequest(position: log.cursor(at: 290)))
    #expect(records(outcome) == Array(291...300))
    guard case .answer(let answer) = outcome else { return }
    #expect(answer.head == log.head)
  }

  @Test func `a follower at the head gets no records`() {
    #expect(records(respond(ReplayRequest(position: log.cursor(at: 300)))) == [])
    #expect(records(respond(ReplayRequest(position: nil), from: TestLog())) == [])
    let empty = TestLog()
    #expect(records(respond(ReplayRequest(position: empty.cursor(at: 0)), from: empty)) == [])
  }

  @Test func `the credit bounds records and bytes, but one record always goes`() {
    let few = ReplayRequest(position: log.cursor(at: 10), maxRecords: 2)
    #expect(records(respond(few)) == [11, 12])
    let tiny = ReplayRequest(position: log.cursor(at: 10), maxBytes: 1)
    #expect(records(respond(tiny)) == [11])
  }

  @Test func `another log is refused with ours`() {
    let refusal = respond(ReplayRequest(position: TestLog(9, count: 2).cursor(at: 1)))
    #expect(word(refusal) == .unknownLog)
    guard case .refusal(let detail) = refusal else { return }
    #expect(detail.head == log.head)
  }

  @Test func `another epoch is refused`() {
    var position = log.cursor(at: 5)
    position.epoch = 2
    #expect(word(respond(ReplayRequest(position: position))) == .epoch)
  }

  @Test func `a follower ahead of the head is refused`() {
    let longer = TestLog(count: 301)
    #expect(word(respond(ReplayRequest(position: longer.cursor(at: 301)))) == .aheadOfHead)
  }

  @Test(arguments: [0, 5, 299, 300])
  func `another hash at the follower's number is refused`(number: Int) {
    var position = log.cursor(at: number)
    position.hash = log.cursor(at: 7).hash
    #expect(word(respond(ReplayRequest(position: position))) == .hashMismatch)
  }

  @Test func `a log that cannot be read is unavailable`() {
    let outcome = ReplayResponder.respond(
      to: ReplayRequest(position: nil), from: UnreadableSource())
    #expect(word(outcome) == .unavailable)
  }

  @Test func `a body that is no request is refused at once`() {
    let thread = ReadingThread(name: "replay")
    defer { thread.stop() }
    let service = ReplayService(source: TestSource(log: log), thread: thread)
    let words = Mutex<[WireWord?]>([])
    for frames in [[], [[1, 2, 3]], [[], []]] as [[[UInt8]]] {
      service.request(frames, from: [1]) { outcome in
        words.withLock { $0.append(word(outcome)) }
      }
    }
    #expect(words.withLock { $0 } == [.badRequest, .badRequest, .badRequest])
  }

  @Test func `one request of a peer waits at a time, and so many in all`() {
    let thread = ReadingThread(name: "replay", capacity: 3)
    let service = ReplayService(source: TestSource(log: log), thread: thread)
    let gate = Gate()
    let outcomes = Mutex<[UInt8: [WireWord?]]>([:])
    // The thread is held up before it takes the next.
    #expect(thread.submit { gate.wait() })
    gate.waitUntilEntered()
    for peer: UInt8 in [1, 1, 2, 3, 4] {
      service.request([ReplayRequest(position: nil).frame], from: [peer]) { outcome in
        outcomes.withLock { $0[peer, default: []].append(word(outcome)) }
      }
    }
    gate.open()
    thread.stop()
    let seen = outcomes.withLock { $0 }
    #expect(seen[1] == [.overloaded, nil])
    #expect(seen[2] == [nil])
    #expect(seen[3] == [nil])
    #expect(seen[4] == [.overloaded])
    #expect(!thread.submit {}, "a stopped thread takes nothing")
  }
}
