import GRDB
import Glibc

/// What the writer's thread does from its start to its end.
struct WriterLoop: Sendable {
  let database: LogDatabase
  let configuration: LogWriter.Configuration
  let handlers: LogWriter.Handlers
  let queue: WorkQueue<LogWriter.Item>
  let gauge: WALGauge

  func run() {
    do {
      // The connection stays with this thread for all of its life.
      try database.queue.writeWithoutTransaction { try serve($0) }
    } catch {
      fail(LogError.wrapping(error, while: "write \(database.path)"))
    }
  }

  func makeGroupWriter(on connection: Database) throws -> GroupWriter {
    try GroupWriter(
      database, on: connection, configuration: configuration, handlers: handlers, gauge: gauge)
  }

  /// Nothing more is done or taken; whoever waits is told.
  func fail(_ error: any Error) {
    let reason = LogError.fatal(error)
    queue.close()
    handlers.onFatal(reason)
    while let items = queue.take(configuration.groupMax, until: .now) {
      for item in items { item.completion(.failure(reason)) }
    }
  }

  private func serve(_ connection: Database) throws {
    let writer = try makeGroupWriter(on: connection)
    defer { writer.stop() }
    var nextTick = MonotonicInstant.now.adding(configuration.tickInterval)
    while let items = queue.take(
      configuration.groupMax, until: writer.hasContinuations ? .now : nextTick)
    {
      let now = MonotonicInstant.now
      let isTick = now >= nextTick
      if isTick { nextTick = now.adding(configuration.tickInterval) }
      try writer.run(items, isTick: isTick)
    }
    try writer.finish()
  }
}

/// A thread of the operating system that can be joined. All signals are blocked in it: they are
/// for the process's main thread.
struct WriterThread: Sendable {
  private let thread: pthread_t

  init(_ body: @escaping @Sendable () -> Void) throws {
    let box = Unmanaged.passRetained(ThreadBody(body: body))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue()
        start.run()
        return nil
      }, box.toOpaque())
    guard result == 0 else {
      box.release()
      throw LogError(.fatal, "Cannot start a thread: \(String(cString: strerror(result)))")
    }
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }
}

private final class ThreadBody: Sendable {
  private let body: @Sendable () -> Void

  init(body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  func run() {
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    body()
  }
}

/// A writer that has no thread: it does one turn when it is told to.
///
/// - Note: `@unchecked Sendable`: whoever gives the turns does so on one thread.
final class TurnedWriter: @unchecked Sendable {
  private let loop: WriterLoop
  private var writer: GroupWriter?
  private var hasEnded = false

  init(_ loop: WriterLoop) { self.loop = loop }

  /// Does one group of what waits.
  /// - Returns: whether there is work for another turn.
  func turn(isTick: Bool) -> Bool {
    guard !hasEnded else { return false }
    var isMore = false
    // Taken only when there is a writer: what is in the queue is told when there can be none.
    perform { writer in
      guard let items = loop.queue.take(loop.configuration.groupMax, until: .now) else { return }
      try writer.run(items, isTick: isTick)
      isMore = writer.hasContinuations || loop.queue.count > 0
    }
    return isMore
  }

  /// The last turns after the queue was closed.
  func finish() {
    guard !hasEnded else { return }
    perform { writer in
      while let items = loop.queue.take(loop.configuration.groupMax, until: .now) {
        try writer.run(items, isTick: false)
      }
      try writer.finish()
    }
    end()
  }

  private func perform(_ body: (GroupWriter) throws -> Void) {
    do {
      try loop.database.queue.writeWithoutTransaction { connection in
        let current = try writer ?? loop.makeGroupWriter(on: connection)
        writer = current
        try body(current)
      }
    } catch {
      end()
      loop.fail(LogError.wrapping(error, while: "write \(loop.database.path)"))
    }
  }

  private func end() {
    hasEnded = true
    writer?.stop()
    writer = nil
  }
}

/// A reading of the monotonic clock, for intervals only.
struct MonotonicInstant: Comparable {
  private var nanoseconds: Int64

  static var now: MonotonicInstant {
    var reading = Glibc.timespec()
    clock_gettime(CLOCK_MONOTONIC, &reading)
    return MonotonicInstant(
      nanoseconds: Int64(reading.tv_sec) * 1_000_000_000 + Int64(reading.tv_nsec))
  }

  func adding(_ duration: Duration) -> MonotonicInstant {
    let (seconds, attoseconds) = duration.components
    return MonotonicInstant(
      nanoseconds: nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }

  var timespec: timespec {
    Glibc.timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
  }

  static func < (left: MonotonicInstant, right: MonotonicInstant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
