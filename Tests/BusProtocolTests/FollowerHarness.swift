import Bus
import Log

/// A machine under test with what it asked its shell to do.
struct FollowerHarness {
  var machine: FollowerMachine
  var now = MonotonicMillis(1_000)
  private(set) var asked: [(number: UInt64, request: ReplayRequest)] = []
  private(set) var batches: [[Record]] = []
  private(set) var reports: [FollowerState] = []
  private(set) var positionReports: [LogCursor] = []
  private(set) var isReading = true

  init(seed: UInt64 = 1) { machine = FollowerMachine(seed: seed) }

  /// Started and brought to the head of `log`, which is applied up to there.
  static func live(at log: TestLog, seed: UInt64 = 1) -> FollowerHarness {
    var harness = FollowerHarness(seed: seed)
    harness.step(.started(log.cursor(at: log.records.count)))
    harness.step(.replayAnswer(1, log.answer(after: log.records.count)))
    precondition(harness.machine.state == .live)
    return harness
  }

  /// Tells the machine of an event; a message is all that the socket had.
  mutating func step(_ event: FollowerEvent) {
    tell(event)
    if case .live = event { tell(.drained) }
  }

  mutating func tell(_ event: FollowerEvent) {
    for effect in machine.step(event, at: now) {
      switch effect {
      case .ask(let number, let request): asked.append((number, request))
      case .apply(let batch): batches.append(batch)
      case .stopReading: isReading = false
      case .resumeReading: isReading = true
      case .report(let state): reports.append(state)
      case .reportPosition(let cursor): positionReports.append(cursor)
      }
    }
  }

  mutating func pass(_ milliseconds: Int64, tickEvery: Int64 = 50) {
    var left = milliseconds
    while left > 0 {
      let part = min(left, tickEvery)
      now = now + part
      left -= part
      step(.tick)
    }
  }

  /// Says that the last batch is applied.
  mutating func applyLast() {
    guard let last = batches.last?.last else { return }
    step(.batchEnded(.applied(LogCursor(last.header))))
  }

  var lastBatchNumbers: [UInt64] { batches.last?.map(\.header.sequence) ?? [] }
}

extension FollowerEvent {
  /// A commit of one record.
  static func record(_ record: Record) -> FollowerEvent {
    .live(PublishedBatch([record], endsCommit: true))
  }
}
