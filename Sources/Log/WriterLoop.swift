import GRDB
import GRDBSQLite

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

  private func serve(_ connection: Database) throws {
    guard let handle = connection.sqliteConnection else {
      throw LogError(.misuse, "The connection is closed.")
    }
    let transaction = try Transaction(
      database: connection, connection: handle, isExercise: database.identity.isExercise)
    let checkpoint = Checkpoint(
      connection: handle, walBytesMax: configuration.walBytesMax, gauge: gauge)
    defer { checkpoint.stop() }
    var nextTick = MonotonicInstant.now.adding(configuration.tickInterval)
    while let items = queue.takeAll(until: nextTick) {
      let now = MonotonicInstant.now
      let isTick = now >= nextTick
      if isTick { nextTick = now.adding(configuration.tickInterval) }
      try runGroup(items, isTick: isTick, in: transaction)
      try checkpoint.run(isIdle: items.isEmpty)
    }
    if !notes.isEmpty { try runGroup([], isTick: true, in: transaction) }
    try checkpoint.run(isIdle: true)
  }

  /// One transaction over all of `items`. After an error nobody has been told anything but the
  /// failure.
  private func runGroup(_ items: [LogWriter.Item], isTick: Bool, in transaction: Transaction)
    throws
  {
    let records: [Record]
    var results: [Result<Void, any Error>] = []
    var tickFailure: (any Error)?
    do {
      let changesBefore = transaction.changeCount
      try transaction.beginGroup(at: handlers.clock())
      results.reserveCapacity(items.count)
      let isAlone = items.count == 1 && !isTick
      for item in items {
        results.append(try attempt(item.work, isAlone: isAlone, in: transaction))
      }
      if isTick,
        case .failure(let error) = try attempt(handlers.onTick, isAlone: false, in: transaction)
      {
        tickFailure = error
      }
      if isTick || transaction.changeCount != changesBefore {
        try notes.flush(into: transaction)
      }
      records = try transaction.commitGroup()
    } catch {
      transaction.abandonGroup()
      let reason = LogError.wrapping(error, while: "commit")
      for item in items { item.completion(.failure(WriterLoop.fatal(reason))) }
      throw reason
    }
    if !records.isEmpty { handlers.onCommit(records) }
    for (item, result) in zip(items, results) { item.completion(result) }
    if let tickFailure { handlers.onTickFailure(tickFailure) }
  }

  /// - Parameter isAlone: nothing else is in the group, which then needs no savepoint.
  /// - Returns: what the piece of work is to be told if the group commits.
  /// - Throws: only what ends the writer.
  private func attempt(
    _ work: LogWriter.Work, isAlone: Bool, in transaction: Transaction
  ) throws -> Result<Void, any Error> {
    do {
      if isAlone {
        try transaction.inWholeGroup { try work(transaction) }
      } else {
        try transaction.inSavepoint { try work(transaction) }
      }
      return .success(())
    } catch {
      if LogError.isFatal(error) { throw error }
      return .failure(LogError.wrapping(error, while: "work"))
    }
  }

  private func fail(_ error: any Error) {
    let reason = WriterLoop.fatal(error)
    queue.close()
    handlers.onFatal(reason)
    while let items = queue.takeAll(until: .now) {
      for item in items { item.completion(.failure(reason)) }
    }
  }

  private static func fatal(_ error: any Error) -> LogError {
    if let error = error as? LogError, error.code == .fatal { return error }
    return LogError(.fatal, "\(error)")
  }
}
