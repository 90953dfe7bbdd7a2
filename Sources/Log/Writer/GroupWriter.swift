import GRDB
import GRDBSQLite

/// What the writer does on its connection, group by group; confined to one thread.
final class GroupWriter {
  private let handlers: LogWriter.Handlers
  private let notes: PublicationNotes
  private let transaction: Transaction
  private let checkpoint: Checkpoint

  /// - Parameter connection: of `database`; used by nothing else as long as this lives.
  init(
    _ database: LogDatabase, on connection: Database, walBytesMax: Int,
    handlers: LogWriter.Handlers, shared: (notes: PublicationNotes, gauge: WALGauge)
  ) throws {
    guard let handle = connection.sqliteConnection else {
      throw LogError(.misuse, "The connection is closed.")
    }
    self.handlers = handlers
    notes = shared.notes
    transaction = try Transaction(
      database: connection, connection: handle, isExercise: database.identity.isExercise,
      entropy: database.entropy)
    checkpoint = Checkpoint(
      connection: handle, walBytesMax: walBytesMax, gauge: shared.gauge)
  }

  /// One group, then the checkpoint if it is due.
  func run(_ items: [LogWriter.Item], isTick: Bool) throws {
    try runGroup(items, isTick: isTick)
    try checkpoint.run(isIdle: items.isEmpty)
  }

  /// The last thing that is done; an error before it ends the writer just as well.
  func finish() throws {
    if !notes.isEmpty { try runGroup([], isTick: true) }
    try checkpoint.run(isIdle: true)
  }

  func stop() { checkpoint.stop() }

  /// One transaction over all of `items`. After an error nobody has been told anything but the
  /// failure.
  private func runGroup(_ items: [LogWriter.Item], isTick: Bool) throws {
    let records: [Record]
    var results: [Result<Void, any Error>] = []
    var tickFailure: (any Error)?
    do {
      let changesBefore = transaction.changeCount
      try transaction.beginGroup(at: handlers.clock())
      results.reserveCapacity(items.count)
      let isAlone = items.count == 1 && !isTick
      for item in items {
        results.append(try attempt(item.work, isAlone: isAlone))
      }
      if isTick, case .failure(let error) = try attempt(handlers.onTick, isAlone: false) {
        tickFailure = error
      }
      if isTick || transaction.changeCount != changesBefore {
        try notes.flush(into: transaction)
      }
      records = try transaction.commitGroup()
    } catch {
      transaction.abandonGroup()
      let reason = LogError.wrapping(error, while: "commit")
      for item in items { item.completion(.failure(LogError.fatal(reason))) }
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
    _ work: LogWriter.Work, isAlone: Bool
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
}
