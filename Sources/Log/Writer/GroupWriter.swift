import GRDB
import GRDBSQLite

/// What the writer does on its connection, group by group; confined to one thread.
final class GroupWriter {
  private let configuration: LogWriter.Configuration
  private let handlers: LogWriter.Handlers
  private let transaction: Transaction
  private let checkpoint: Checkpoint

  /// - Parameter connection: of `database`; used by nothing else as long as this lives.
  init(
    _ database: LogDatabase, on connection: Database, configuration: LogWriter.Configuration,
    handlers: LogWriter.Handlers, gauge: WALGauge
  ) throws {
    guard let handle = connection.sqliteConnection else {
      throw LogError(.misuse, "The connection is closed.")
    }
    self.configuration = configuration
    self.handlers = handlers
    transaction = try Transaction(
      database: connection, connection: handle, isExercise: database.identity.isExercise,
      entropy: database.entropy)
    checkpoint = Checkpoint(connection: handle, gauge: gauge, configuration: configuration)
  }

  /// Whether something that a piece of work has left for later is to be done.
  var hasContinuations: Bool { transaction.hasContinuations }

  /// All of `items`, in groups. With the last of them goes one portion of what was left for later,
  /// so that whatever was handed in meanwhile comes before the next portion.
  func run(_ items: [LogWriter.Item], isTick: Bool) throws {
    let isIdle = items.isEmpty && !hasContinuations
    var rest = items[...]
    repeat {
      let changesBefore = transaction.changeCount
      rest = rest.dropFirst(try runGroup(rest, isTick: isTick))
      let hasWritten = transaction.changeCount != changesBefore
      try checkpoint.run(isIdle: isIdle && !hasWritten, isTick: isTick, hasWritten: hasWritten)
    } while !rest.isEmpty
  }

  /// The last thing that is done; an error before it ends the writer just as well.
  func finish() throws { try checkpoint.finish() }

  func stop() { checkpoint.stop() }

  /// One transaction over the first of `items`, as many as the bounds of a group let in. After an
  /// error nobody of all that wait has been told anything but the failure.
  /// - Returns: how many were in the group.
  private func runGroup(_ items: ArraySlice<LogWriter.Item>, isTick: Bool) throws -> Int {
    let records: [Record]
    var results: [Result<Void, any Error>] = []
    var failures: [any Error] = []
    do {
      try transaction.beginGroup(at: handlers.clock())
      let continuation = transaction.nextContinuation()
      let isAlone = items.count == 1 && !isTick && continuation == nil
      let end = configuration.groupTimeMax.map { MonotonicInstant.now.adding($0) }
      for item in items.prefix(configuration.groupMax) {
        results.append(try attempt(item.work, isAlone: isAlone))
        if let end, MonotonicInstant.now >= end { break }
      }
      if results.count == items.count {
        let duties = [continuation?.work, isTick ? handlers.onTick : nil].compactMap(\.self)
        for work in duties {
          if case .failure(let error) = try attempt(work, isAlone: false) {
            failures.append(error)
          }
        }
      } else if let continuation {
        transaction.putBack(continuation)
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
    for failure in failures { handlers.onTickFailure(failure) }
    return results.count
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
