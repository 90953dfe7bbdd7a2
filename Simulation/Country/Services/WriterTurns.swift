import Log

/// Gives a writer without a thread its turns: soon after work was handed in, and for its tick.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class WriterTurns: @unchecked Sendable {
  private let process: SimulatedProcess
  /// How long the next commit takes, in microseconds.
  private let delay: () -> Int64
  private var isScheduled = false
  weak var writer: LogWriter?

  init(of process: SimulatedProcess, delay: @escaping () -> Int64) {
    self.process = process
    self.delay = delay
  }

  func noteWork() {
    guard !isScheduled else { return }
    isScheduled = true
    process.loop.add(
      .block { [weak self] in
        guard let self else { return }
        self.isScheduled = false
        self.turn(isTick: false)
      }, after: delay(), of: process)
  }

  func startTicking(every interval: Duration) {
    process.loop.add(
      .block { [weak self] in
        guard let self, self.writer != nil, !self.process.isDead else { return }
        self.turn(isTick: true)
        self.startTicking(every: interval)
      }, after: interval.microseconds, of: process)
  }

  /// Of a dead process, too, so that whoever waits for the work is told: nothing of it has an effect.
  private func turn(isTick: Bool) { writer?.turn(isTick: isTick) }
}
