import Foundation
import Synchronization

/// A thread of its own for reads that block on the disk, so that neither the poll thread nor Swift's
/// cooperative pool waits for it. Jobs run one after the other, in order.
package final class ReadingThread: ReadingQueue {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var isStopping = false
    var hasEnded = false
  }

  private let capacity: Int
  /// Guards `state`; signalled when a job comes and when the thread ends.
  private let condition = NSCondition()
  private let state = Mutex(State())

  /// - Parameter capacity: how many jobs may wait.
  package init(name: String, capacity: Int = WireLimits.replayRequestsWaitingMax) {
    self.capacity = capacity
    let thread = Thread { [self] in run() }
    thread.name = name
    thread.start()
  }

  package func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isStopping, state.jobs.count < capacity else { return false }
      state.jobs.append(job)
      return true
    }
    if isTaken { wake() }
    return isTaken
  }

  package func stop() {
    state.withLock { $0.isStopping = true }
    wake()
    condition.lock()
    while !state.withLock({ $0.hasEnded }) { condition.wait() }
    condition.unlock()
  }

  private func wake() {
    condition.lock()
    condition.broadcast()
    condition.unlock()
  }

  private func run() {
    while let jobs = waitForJobs() {
      for job in jobs { job() }
    }
    state.withLock { $0.hasEnded = true }
    wake()
  }

  /// All jobs that wait; `nil` when there are none and none will come.
  private func waitForJobs() -> [@Sendable () -> Void]? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      let (jobs, isStopping) = state.withLock { state in
        defer { state.jobs = [] }
        return (state.jobs, state.isStopping)
      }
      if !jobs.isEmpty { return jobs }
      if isStopping { return nil }
      condition.wait()
    }
  }
}

/// Runs reads that block on the disk, one after the other, in order, beside the poll thread.
package protocol ReadingQueue: Sendable {
  /// Takes a job, from any thread, without blocking.
  /// - Returns: `false`, and the job never runs, when too many wait or the queue is stopping.
  func submit(_ job: @escaping @Sendable () -> Void) -> Bool

  /// Runs what waits and ends; returns when that is done. Not from a job.
  func stop()
}
