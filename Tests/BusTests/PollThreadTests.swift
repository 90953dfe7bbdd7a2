import Synchronization
import Testing

@testable import Bus

@Suite struct PollThreadTests {
  /// State of the poll thread, as a socket would be.
  actor Resident {
    let thread: PollThread
    private(set) var seen: [Int] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ thread: PollThread) { self.thread = thread }

    func add(_ number: Int) { seen.append(number) }
    func isOnThread() -> Bool { thread.isCurrent }
    func schedule(_ delay: Duration, _ number: Int) -> TimerToken {
      thread.schedule(after: delay) { self.assumeIsolated { $0.seen.append(number) } }
    }
    func scheduleAll(_ timers: [(Duration, Int)]) {
      for (delay, number) in timers { _ = schedule(delay, number) }
    }
    func scheduleEvery(_ interval: Duration, _ number: Int) -> TimerToken {
      thread.schedule(after: interval, every: interval) {
        self.assumeIsolated { $0.seen.append(number) }
      }
    }
    func cancel(_ token: TimerToken) { thread.cancel(token) }
    func closeThread() { thread.close() }
  }

  @Test func `an actor of the thread runs on it, and nobody else does`() async throws {
    let thread = try PollThread(name: "test")
    #expect(!thread.isCurrent)
    #expect(await Resident(thread).isOnThread())
  }

  @Test func `what is posted runs in the order in which it was posted`() async throws {
    let thread = try PollThread(name: "test")
    let resident = Resident(thread)
    for number in 0..<10_000 {
      thread.post { resident.assumeIsolated { $0.add(number) } }
    }
    #expect(await resident.seen == Array(0..<10_000))
  }

  @Test func `posts of many threads all run`() async throws {
    let thread = try PollThread(name: "test")
    let counter = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<5_000 { thread.post { counter.increment() } } }
      }
    }
    try await eventually("all have run") { counter.value == 40_000 }
  }

  @Test func `timers run in the order of their times, once`() async throws {
    let resident = Resident(try PollThread(name: "test"))
    await resident.scheduleAll([
      (.milliseconds(40), 3), (.milliseconds(1), 1), (.milliseconds(20), 2),
    ])
    try await eventually("the last has run") { await resident.seen.contains(3) }
    #expect(await resident.seen == [1, 2, 3])
  }

  @Test func `a cancelled timer never runs, and a repeating one runs until then`() async throws {
    let resident = Resident(try PollThread(name: "test"))
    let cancelled = await resident.schedule(.milliseconds(5), 1)
    await resident.cancel(cancelled)
    let repeating = await resident.scheduleEvery(.milliseconds(2), 2)
    try await eventually("it has run often") { await resident.seen.count >= 5 }
    await resident.cancel(repeating)
    let count = await resident.seen.count
    _ = await resident.schedule(.milliseconds(30), 3)
    try await eventually("time has passed") { await resident.seen.contains(3) }
    let seen = await resident.seen
    #expect(seen.count == count + 1 && !seen.contains(1))
  }

  @Test func `a job that comes after the end still runs`() async throws {
    let resident = Resident(try PollThread(name: "test"))
    await resident.closeThread()
    await resident.closeThread()
    await resident.add(7)
    #expect(await resident.seen == [7])
  }

  @Test func `the thread ends when nobody refers to it`() async throws {
    weak var gone: PollThread?
    do {
      let thread = try PollThread(name: "test")
      gone = thread
      #expect(await Resident(thread).isOnThread())
    }
    try await eventually("it is freed") { gone == nil }
  }

  @Test func `timers with the same and cancelled times keep their order`() {
    var queue = TimerQueue()
    let start = ContinuousClock.now
    let ran = Mutex<[Int]>([])
    var tokens: [TimerToken] = []
    for number in (0..<100).reversed() {
      tokens.append(
        queue.add(due: start + .seconds(number / 2), every: nil) {
          ran.withLock { $0.append(number / 2) }
        })
    }
    for token in tokens where token.number.isMultiple(of: 3) { queue.cancel(token) }
    while let body = queue.popDue(start + .seconds(1_000)) { body() }
    let order = ran.withLock { $0 }
    #expect(order == order.sorted() && order.count == 67)
    #expect(queue.count == 0 && queue.nextDue == nil)
  }

  @Test func `a repeating timer does not make up for the rounds that it missed`() {
    var queue = TimerQueue()
    let start = ContinuousClock.now
    _ = queue.add(due: start, every: .seconds(1)) {}
    #expect(queue.popDue(start) != nil)
    #expect(queue.popDue(start + .seconds(10)) != nil)
    #expect(queue.popDue(start + .seconds(10)) == nil)
    #expect(queue.nextDue == start + .seconds(11))
  }
}
