import Bus
import Foundation
import Log

/// A plain follower's process: it stores each record's payload and its position, durably in one
/// commit, before the next batch is taken.
struct FollowerNode: Sendable {
  let name: String
  let place: BusPlace
  /// How many records the phase has for it.
  let expected: Int
  let timeout: Duration

  private static let source = "producer"
  private static let tables = Migration(
    1, sql: "CREATE TABLE effect (payload BLOB NOT NULL) STRICT;")

  /// Follows until all expected records are stored or the time is over, and writes its result.
  func run() async throws {
    let opened = MonotonicClock.nanoseconds
    let database = try LogDatabase(
      LogDatabase.Options(
        directory: place.directory, service: name, migrations: [FollowerNode.tables],
        time: .wallClock))
    let cursor = try database.reader().cursors()[FollowerNode.source]
    let writer = try LogWriter(
      database,
      handlers: LogWriter.Handlers(clock: { .wallClock }, onFatal: { BenchmarkNode.fail($0) }))
    let bus = try await MessageBus.start()
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    let sink = MeasuringSink(
      writer: writer, followed: FollowerNode.followed, source: FollowerNode.source,
      expected: expected, opened: opened, whenComplete: { end.finish() })
    let handle = try await bus.follow(
      FollowTarget(
        publisher: place.publisher, door: place.door, security: place.followerSecurity(),
        followerName: name),
      cursor: cursor, sink: sink)
    let before = ProcessUse.processorSeconds
    try StandardOutput.write(line: "READY")
    // Ends the wait below when not everything has come; cancelled otherwise.
    let deadline = Task {
      try await Task.sleep(for: timeout)
      end.finish()
    }
    for await _ in ends {}
    deadline.cancel()
    let used = ProcessUse.processorSeconds - before
    try StandardOutput.write(sink.result(processorSeconds: used))
    await handle.stop()
    await bus.close()
    try await onBlockingThread { writer.stop() }
  }

  private static var followed: FollowedLogs {
    var log = FollowedLog(source: source) { record, transaction in
      let insert = try transaction.prepared("INSERT INTO effect (payload) VALUES (?)")
      try insert.bind(1, record.payload)
      try insert.run()
    }
    log.keepsAppliedRows = false
    return FollowedLogs([log])
  }
}
