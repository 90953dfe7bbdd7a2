package import Domain
import Events
import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// The one writer of a log's file: a thread that takes the work that waits, a group at a time, runs
/// each piece in a savepoint of one transaction, commits it durably, and only then publishes and
/// answers.
///
/// Under load the disk's cost is shared by a whole group; alone, a piece of work costs one commit.
/// While a group is being committed the next one gathers: there is no waiting to fill a group. A
/// group has a bound, so that the first of many is not kept waiting for the last.
package final class LogWriter: Sendable {
  package typealias Work = @Sendable (Transaction) throws -> Void
  package typealias Completion = @Sendable (Result<Void, any Error>) -> Void

  package struct Configuration: Sendable {
    /// Pieces of work that may wait; more are refused with `LogError.overloaded`.
    package var queueMax = 10_000
    /// Pieces of work in one transaction, at most.
    package var groupMax = 256
    /// A group takes no further piece of work after this; `nil`: only `groupMax` bounds it.
    package var groupTimeMax: Duration? = .milliseconds(20)
    /// How often `onTick` runs, at most and, but for long groups, at least.
    package var tickInterval = Duration.milliseconds(250)
    /// The WAL is brought into the file when it is larger, even if work waits.
    package var walBytesMax = 4 << 20
    /// An idle writer brings the WAL into the file from this size on,
    package var idleWALBytesMin = 1 << 20
    /// and a smaller one when nothing has been written for so long.
    package var idleCheckpointDelay = Duration.seconds(5)

    package init() {}
  }

  /// What the writer calls, always on its own thread.
  package struct Handlers: Sendable {
    /// The domain clock: read once a group.
    package var clock: @Sendable () -> Timestamp
    /// New records, durable, in order: publish them. It must not block.
    package var onCommit: @Sendable ([Record]) -> Void = { _ in }
    /// A piece of work for timers and other periodic duties.
    package var onTick: Work = { _ in }
    /// `onTick`, or a piece of work that was left for later, threw, and what it did is undone. The
    /// tick runs again after the interval.
    package var onTickFailure: @Sendable (any Error) -> Void = { _ in }
    /// The disk or the file failed. Nothing of the running group has been published or confirmed,
    /// and nothing more will be done: the process must end and be started anew.
    package var onFatal: @Sendable (LogError) -> Void

    package init(
      clock: @escaping @Sendable () -> Timestamp, onFatal: @escaping @Sendable (LogError) -> Void
    ) {
      self.clock = clock
      self.onFatal = onFatal
    }
  }

  struct Item: Sendable {
    let work: Work
    let completion: Completion
  }

  private let queue: WorkQueue<Item>
  private let gauge = WALGauge()
  private let thread = Mutex<WriterThread?>(nil)
  /// Without a thread: who does the turns, and how to ask for one.
  private let turned: (writer: TurnedWriter, onWork: @Sendable () -> Void)?

  /// Starts the thread. A database has one writer in its life.
  package init(
    _ database: LogDatabase, configuration: Configuration = Configuration(), handlers: Handlers
  ) throws {
    queue = WorkQueue(limit: configuration.queueMax)
    turned = nil
    let loop = WriterLoop(
      database: database, configuration: configuration, handlers: handlers, queue: queue,
      gauge: gauge)
    let started = try WriterThread { loop.run() }
    thread.withLock { $0 = started }
  }

  /// A writer without a thread: whoever makes it calls `turn` on one thread, for a simulation.
  /// A group is bounded by number alone, so that the same work always makes the same groups.
  /// - Parameter onWork: called whenever there is work for a further turn.
  package init(
    turned database: LogDatabase, configuration: Configuration = Configuration(),
    handlers: Handlers, onWork: @escaping @Sendable () -> Void
  ) {
    queue = WorkQueue(limit: configuration.queueMax)
    var configuration = configuration
    configuration.groupTimeMax = nil
    let loop = WriterLoop(
      database: database, configuration: configuration, handlers: handlers, queue: queue,
      gauge: gauge)
    turned = (TurnedWriter(loop), onWork)
  }

  /// Does one group of what waits, of a writer without a thread.
  package func turn(isTick: Bool) {
    guard let turned, turned.writer.turn(isTick: isTick) else { return }
    turned.onWork()
  }

  /// Hands in a piece of work from any thread. It never blocks.
  ///
  /// `completion` runs once, on the writer's thread: with success after the work's effect is
  /// durable, with the error that the work threw after its effect is undone. Only if the work was not
  /// taken at all does it run at once, on the caller's thread: `LogError.overloaded` or `.stopped`.
  package func submit(_ work: @escaping Work, completion: @escaping Completion) {
    do throws(WorkQueue<Item>.Refusal) {
      try queue.put(Item(work: work, completion: completion))
      turned?.onWork()
    } catch {
      completion(.failure(error == .full ? LogError.overloaded : LogError.stopped))
    }
  }

  /// The size of the write-ahead log, for a metric: it grows beyond `walBytesMax` only while a reader
  /// keeps a transaction open.
  package var walBytes: Int { gauge.bytes }

  /// Takes no more work, finishes what waits, and returns when the thread has ended. Not from the
  /// writer's own thread.
  package func stop() {
    queue.close()
    let running = thread.withLock { thread in
      let running = thread
      thread = nil
      return running
    }
    running?.join()
    turned?.writer.finish()
  }

  deinit { queue.close() }
}

extension LogWriter {
  /// `submit` for a caller that can wait: returns what `work` returned when that is durable.
  ///
  /// Cancelling the task does not take back work that was handed in.
  package func perform<Value: Sendable>(
    _ work: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let result = Mutex<Value?>(nil)
      submit { transaction in
        let value = try work(transaction)
        result.withLock { $0 = value }
      } completion: { outcome in
        switch (outcome, result.withLock { $0 }) {
        case (.success, let value?): continuation.resume(returning: value)
        case (.success, nil):
          continuation.resume(throwing: LogError(.misuse, "The work did not run."))
        case (.failure(let error), _): continuation.resume(throwing: error)
        }
      }
    }
  }
}
