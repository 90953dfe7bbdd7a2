import Bus
import Log
import Synchronization

/// Applies a follower's batches and notes when each record came and when it was durable.
final class MeasuringSink: FollowerSink {
  private struct State {
    var lastNumber = 0
    var received = 0
    var duplicates = 0
    var stored = 0
    var receipts = Samples()
    var effects = Samples()
    var firstReceipt: UInt64 = 0
    var lastReceipt: UInt64 = 0
  }

  private let writer: LogWriter
  private let followed: FollowedLogs
  private let source: String
  private let expected: Int
  private let opened: UInt64
  private let whenComplete: @Sendable () -> Void
  private let state: Mutex<State>

  init(
    writer: LogWriter, followed: FollowedLogs, source: String, expected: Int, opened: UInt64,
    whenComplete: @escaping @Sendable () -> Void
  ) {
    self.writer = writer
    self.followed = followed
    self.source = source
    self.expected = expected
    self.opened = opened
    self.whenComplete = whenComplete
    var state = State()
    state.receipts.reserve(expected)
    state.effects.reserve(expected)
    self.state = Mutex(state)
  }

  func apply(_ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void) {
    noteReceipt(of: batch)
    let report = Mutex(ApplyReport())
    writer.submit { [followed, source] transaction in
      let applied = try followed.apply(batch, of: source, in: transaction)
      report.withLock { $0 = applied }
    } completion: { [self] result in
      if case .success = result { noteEffect(of: batch) }
      completion(MeasuringSink.outcome(result, report.withLock { $0 }))
    }
  }

  func stateChanged(_ state: FollowerState, advertisedHead: LogHead?) {}

  func result(processorSeconds: Double) -> FollowerResult {
    state.withLock { state in
      FollowerResult(
        received: state.received, duplicates: state.duplicates, receipts: Summary(state.receipts),
        effects: Summary(state.effects),
        secondsToLast: Double(state.lastReceipt &- opened) / 1_000_000_000,
        secondsToFirst: Double(state.firstReceipt &- opened) / 1_000_000_000,
        processorSeconds: processorSeconds)
    }
  }

  private func noteReceipt(of batch: [Record]) {
    let now = MonotonicClock.nanoseconds
    state.withLock { state in
      if state.received == 0 { state.firstReceipt = now }
      state.lastReceipt = now
      for record in batch {
        let number = BenchmarkMessage.number(of: record.payload)
        guard number > state.lastNumber else {
          state.duplicates += 1
          continue
        }
        state.lastNumber = number
        state.received += 1
        state.receipts.add(from: BenchmarkMessage.stamp(of: record.payload), to: now)
      }
    }
  }

  private func noteEffect(of batch: [Record]) {
    let now = MonotonicClock.nanoseconds
    let isComplete = state.withLock { state in
      for record in batch {
        state.effects.add(from: BenchmarkMessage.stamp(of: record.payload), to: now)
      }
      state.stored += batch.count
      return state.stored >= expected
    }
    if isComplete { whenComplete() }
  }

  private static func outcome(_ result: Result<Void, any Error>, _ report: ApplyReport)
    -> ApplyOutcome
  {
    guard case .success = result else { return .failed }
    switch report.stop {
    case .fork: return .fork
    case .gap: return .gap(report.cursor)
    case nil: return report.cursor.map { .applied($0) } ?? .failed
    }
  }
}
