import Bus

/// A service's reads beside its writer: in order, each after a time by the dice.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SimulatedReading: ReadingQueue, @unchecked Sendable {
  private let process: SimulatedProcess
  private let delay: () -> Int64
  private var waiting: [@Sendable () -> Void] = []
  private var isScheduled = false
  private var isStopped = false

  init(of process: SimulatedProcess, delay: @escaping () -> Int64) {
    self.process = process
    self.delay = delay
  }

  func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    guard !isStopped, waiting.count < WireLimits.replayRequestsWaitingMax else { return false }
    waiting.append(job)
    schedule()
    return true
  }

  func stop() {
    isStopped = true
    while !waiting.isEmpty { waiting.removeFirst()() }
  }

  private func schedule() {
    guard !isScheduled else { return }
    isScheduled = true
    process.loop.add(
      .block { [weak self] in
        guard let self else { return }
        self.isScheduled = false
        guard !self.waiting.isEmpty else { return }
        self.waiting.removeFirst()()
        if !self.waiting.isEmpty { self.schedule() }
      }, after: delay(), of: process)
  }
}
