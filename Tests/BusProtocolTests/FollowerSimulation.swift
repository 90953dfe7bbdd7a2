import Bus
import Log

/// One publisher, one follower, and between them a network and a disk that fail by a seeded plan.
/// Virtual time; the same seed gives the same run.
struct FollowerSimulation {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private enum Message {
    case event(FollowerEvent)
    case request(number: UInt64, ReplayRequest, life: Int)
    case answer(FollowerEvent, life: Int)
    case batch([Record], life: Int)
  }

  private static let stepMilliseconds: Int64 = 10
  private static let subscriberQueueMax = 40

  private var random: SeededNumbers
  private var log = TestLog(count: 0)
  private var now = MonotonicMillis(0)
  private var inFlight: [(due: MonotonicMillis, message: Message)] = []
  /// What the SUB socket holds while the follower does not read.
  private var unread: [FollowerEvent] = []
  private var isReading = true
  private var machine: FollowerMachine
  /// The follower's process: a crash gives the next one a new number.
  private var life = 0
  private var isCut = false
  private var hasFaults = true
  private(set) var applied: [Record] = []
  private var durable: LogCursor?

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
    machine = FollowerMachine(seed: seed)
  }

  /// - Throws: `Failure` when a promise is broken.
  mutating func run() throws {
    for _ in 0..<chance(upTo: 40) { append() }
    try perform(.started(nil))
    while now.value < 10_000 { try advance() }
    hasFaults = false
    isCut = false
    while now.value < 50_000, !isDone { try advance() }
    guard isDone else {
      throw Failure(
        description:
          "not at the head after 40 s without faults: \(applied.count) of \(log.records.count), "
          + "\(machine.state), \(machine.counters)")
    }
  }

  private var isDone: Bool {
    machine.state == .live && machine.position?.sequence == log.head.sequence
  }

  private mutating func advance() throws {
    now = now + Self.stepMilliseconds
    if hasFaults { try fault() }
    if hasFaults, chance(1, in: 5) {
      publish((0..<(chance(1, in: 150) ? 300 : 1 + chance(upTo: 3))).map { _ in append() })
    }
    if now.value % 1_000 == 0 { send(.heartbeat(log.head)) }
    let due = inFlight.filter { $0.due <= now }
    inFlight.removeAll { $0.due <= now }
    for (_, message) in due { try deliver(message) }
    let hasRead = isReading && !unread.isEmpty
    while isReading, !unread.isEmpty { try perform(unread.removeFirst()) }
    if hasRead { try perform(.drained) }
    if now.value % 50 == 0 { try perform(.tick) }
  }

  private mutating func fault() throws {
    if chance(1, in: 400) { isCut.toggle() }
    if chance(1, in: 600) { try perform(.linkReset) }
    if chance(1, in: 500) { try crash() }
  }

  /// The follower's process dies and starts again; a batch under way was committed, or not.
  private mutating func crash() throws {
    for case (_, .batch(let records, life)) in inFlight where chance(1, in: 2) {
      try commit(records)
    }
    life += 1
    isReading = true
    unread = []
    machine = FollowerMachine(seed: random.next())
    try perform(.started(durable))
  }

  @discardableResult
  private mutating func append() -> Record {
    log.append([UInt8(truncatingIfNeeded: log.records.count)])
  }

  /// One commit, in as many messages as it takes.
  private mutating func publish(_ records: [Record]) {
    var rest = records[...]
    while !rest.isEmpty {
      let part = PublishedBatch.part(of: rest)
      rest = rest.dropFirst(part.count)
      send(.live(PublishedBatch(part, endsCommit: rest.isEmpty)))
    }
  }

  private mutating func send(_ event: FollowerEvent) {
    let isLost = isCut || (hasFaults && chance(1, in: 10))
    guard !isLost else { return }
    for _ in 0..<(hasFaults && chance(1, in: 12) ? 2 : 1) {
      inFlight.append((now + delay(), .event(event)))
    }
  }

  private mutating func delay() -> Int64 {
    hasFaults && chance(1, in: 15) ? Int64(chance(upTo: 3_000)) : 10
  }

  private mutating func deliver(_ message: Message) throws {
    switch message {
    case .event(let event):
      if unread.count < Self.subscriberQueueMax { unread.append(event) }
    case .request(let number, let request, let life):
      guard !isCut, !(hasFaults && chance(1, in: 8)) else { return }
      let event: FollowerEvent =
        switch ReplayResponder.respond(to: request, from: TestSource(log: log)) {
        case .answer(let answer): .replayAnswer(number, answer)
        case .refusal(let refusal): .replayRefused(number, refusal)
        }
      inFlight.append((now + delay(), .answer(event, life: life)))
    case .answer(let event, life): try perform(event)
    case .batch(let records, life):
      if hasFaults, chance(1, in: 30) {
        try perform(.batchEnded(.failed))
      } else {
        try commit(records)
        try perform(.batchEnded(durable.map { .applied($0) } ?? .failed))
      }
    case .answer, .batch: break
    }
  }

  /// The sink's transaction: what it is given must continue what it has.
  private mutating func commit(_ records: [Record]) throws {
    for record in records {
      let expected = UInt64(applied.count) + 1
      guard record.header.sequence == expected else {
        throw Failure(description: "record \(record.header.sequence) where \(expected) is next")
      }
      applied.append(record)
    }
    durable = applied.last.map { LogCursor($0.header) }
  }

  private mutating func perform(_ event: FollowerEvent) throws {
    for effect in machine.step(event, at: now) {
      switch effect {
      case .ask(let number, let request):
        inFlight.append((now + delay(), .request(number: number, request, life: life)))
      case .apply(let batch):
        guard batch.count <= FollowerMachine.batchRecordsMax else {
          throw Failure(description: "batch of \(batch.count)")
        }
        for case (_, .batch(_, life)) in inFlight {
          throw Failure(description: "a second batch before the first ended")
        }
        let effort: Int64 = hasFaults && chance(1, in: 50) ? 800 : 10
        inFlight.append((now + effort, .batch(batch, life: life)))
      case .stopReading: isReading = false
      case .resumeReading: isReading = true
      case .report(let state):
        if state.isStopped { throw Failure(description: "stopped without a fork: \(state)") }
      case .reportPosition: break
      }
    }
  }

  private mutating func chance(_ wins: UInt64, in all: UInt64) -> Bool {
    random.next() % all < wins
  }

  private mutating func chance(upTo limit: UInt64) -> UInt64 { random.next() % limit }
}
