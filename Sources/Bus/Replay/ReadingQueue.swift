/// Runs reads that block on the disk, one after the other, in order, beside the poll thread.
public protocol ReadingQueue: Sendable {
  /// Takes a job, from any thread, without blocking.
  /// - Returns: `false`, and the job never runs, when too many wait or the queue is stopping.
  func submit(_ job: @escaping @Sendable () -> Void) -> Bool

  /// Runs what waits and ends; returns when that is done. Not from a job.
  func stop()
}
