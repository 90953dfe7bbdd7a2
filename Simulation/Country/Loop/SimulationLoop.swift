import Glibc

/// All that happens in a simulated country, one thing after the other on one thread, in virtual time.
///
/// It is the executor of every task, too: whatever the services await, they go on here.
///
/// - Note: `@unchecked Sendable`: everything is touched by the thread that made it, which is checked.
final class SimulationLoop: TaskExecutor, @unchecked Sendable {
  enum Work {
    case block(() -> Void)
    case job(UnownedJob)
    case isolated(UnownedJob, SimulatedThread)
  }

  struct Entry {
    let due: Int64
    let order: UInt64
    let process: SimulatedProcess?
    /// Whether it is the work of the process's bus, which goes on while its writer waits for the disk.
    let isBusWork: Bool
    let work: Work
  }

  /// Microseconds of virtual time since the start.
  private(set) var now: Int64 = 0
  /// How much was done since the start, for a bound.
  private(set) var stepCount = 0
  /// The thread whose work is being done.
  private(set) var current: SimulatedThread?
  private var heap: [Entry] = []
  private var lastOrder: UInt64 = 0
  private let owner = pthread_self()

  init() {}

  func enqueue(_ job: consuming ExecutorJob) {
    add(.job(UnownedJob(job)), after: 0, of: nil)
  }

  /// - Parameter process: whose it is; while that is frozen it waits.
  func add(
    _ work: Work, after microseconds: Int64, of process: SimulatedProcess?, isBusWork: Bool = false
  ) {
    precondition(pthread_self() == owner, "a simulation has one thread")
    lastOrder += 1
    push(
      Entry(
        due: now + max(0, microseconds), order: lastOrder, process: process, isBusWork: isBusWork,
        work: work))
  }

  func after(_ microseconds: Int64, _ body: @escaping () -> Void) {
    add(.block(body), after: microseconds, of: nil)
  }

  /// Does the next thing; `false` when nothing is to come.
  func step() -> Bool {
    guard let entry = pop() else { return false }
    if let process = entry.process, process.isFrozen {
      process.setAside(entry.work)
      return true
    }
    now = max(now, entry.due)
    stepCount += 1
    perform(entry.work)
    return true
  }

  /// Runs until `microseconds` of virtual time have passed.
  func run(for microseconds: Int64) {
    let end = now + microseconds
    while let next = heap.first, next.due <= end, step() {}
    now = max(now, end)
  }

  /// Runs until the condition holds; `false` when it does not within the time or the steps.
  func run(atMost microseconds: Int64, until condition: () -> Bool) -> Bool {
    let end = now + microseconds
    while !condition() {
      guard let next = heap.first, next.due <= end, step() else { return condition() }
    }
    return true
  }

  /// Does what the bus of a process would have done meanwhile, while one call of its writer takes that
  /// long.
  func overlap(_ process: SimulatedProcess, microseconds: Int64) {
    guard !process.isFrozen, !process.isDead else { return }
    let end = now + microseconds
    let before = current
    current = nil
    // What it hands to itself may come up in the same time; its number is bounded.
    for _ in 0..<64 {
      let next = heap.indices.filter {
        heap[$0].isBusWork && heap[$0].process === process && heap[$0].due <= end
      }.min { isBefore(heap[$0], heap[$1]) }
      guard let next else { break }
      let work = heap[next].work
      heap[next] = Entry(
        due: heap[next].due, order: heap[next].order, process: nil, isBusWork: false,
        work: .block {})
      perform(work)
    }
    current = before
  }

  private func perform(_ work: Work) {
    switch work {
    case .block(let body): body()
    case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
    case .isolated(let job, let thread):
      on(thread) { job.runSynchronously(on: thread.asUnownedSerialExecutor()) }
    }
  }

  /// Runs `body` as `thread`'s work.
  func on(_ thread: SimulatedThread, _ body: () -> Void) {
    let before = current
    current = thread
    body()
    current = before
  }

  // MARK: The heap, by time and then by order

  private func isBefore(_ left: Entry, _ right: Entry) -> Bool {
    left.due != right.due ? left.due < right.due : left.order < right.order
  }

  private func push(_ entry: Entry) {
    heap.append(entry)
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard isBefore(heap[index], heap[parent]) else { break }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  private func pop() -> Entry? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var index = 0
    while true {
      var least = index
      let left = 2 * index + 1
      if left < heap.count, isBefore(heap[left], heap[least]) { least = left }
      if left + 1 < heap.count, isBefore(heap[left + 1], heap[least]) { least = left + 1 }
      guard least != index else { return first }
      heap.swapAt(index, least)
      index = least
    }
  }
}
