import GRDB

/// What the writer's thread does from its start to its end.
struct WriterLoop: Sendable {
  let database: LogDatabase
  let configuration: LogWriter.Configuration
  let handlers: LogWriter.Handlers
  let queue: WorkQueue<LogWriter.Item>
  let notes: PublicationNotes
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
      database, on: connection, walBytesMax: configuration.walBytesMax, handlers: handlers,
      boards: (notes, gauge))
  }

  /// Nothing more is done or taken; whoever waits is told.
  func fail(_ error: any Error) {
    let reason = LogError.fatal(error)
    queue.close()
    handlers.onFatal(reason)
    while let items = queue.takeAll(until: .now) {
      for item in items { item.completion(.failure(reason)) }
    }
  }

  private func serve(_ connection: Database) throws {
    let writer = try makeGroupWriter(on: connection)
    defer { writer.stop() }
    var nextTick = MonotonicInstant.now.adding(configuration.tickInterval)
    while let items = queue.takeAll(until: nextTick) {
      let now = MonotonicInstant.now
      let isTick = now >= nextTick
      if isTick { nextTick = now.adding(configuration.tickInterval) }
      try writer.run(items, isTick: isTick)
    }
    try writer.finish()
  }
}
