import Domain
import Events
import Log
import Synchronization

/// Tries again what is in quarantine: portion by portion, so that other work is done between them.
///
/// A process that ends in the middle has tried a part. The command is then not answered, and whoever
/// sends it again tries the rest with it.
struct QuarantineRetry: Sendable {
  let writer: LogWriter
  let logs: FollowedLogs

  /// Tries portion after portion, the first behind `place`.
  /// - Parameters:
  ///   - applied: records that had their effect before.
  ///   - isWanted: asked in the transaction of each portion; `false` ends it.
  ///   - completion: gets how many records had their effect, on the writer's thread.
  func run(
    after place: Int64 = 0, applied: Int = 0,
    while isWanted: @escaping @Sendable (Transaction) throws -> Bool,
    completion: @escaping @Sendable (Result<Int, any Error>) -> Void
  ) {
    let box = ReportBox()
    writer.submit { [logs] transaction in
      guard try isWanted(transaction) else { return }
      let report = try logs.retryQuarantined(after: place, in: transaction)
      box.report.withLock { $0 = report }
    } completion: { result in
      if case .failure(let error) = result { return completion(.failure(error)) }
      let report = box.report.withLock { $0 }
      guard let next = report.next else { return completion(.success(applied + report.released)) }
      run(
        after: next, applied: applied + report.released, while: isWanted, completion: completion)
    }
  }

  /// The answer, which stands in the log as well.
  static func conclude(_ applied: Int, in context: Context) throws -> QuarantineRetried {
    let remaining = try context.transaction.heldCounts().fault
    let result = QuarantineRetried(applied: applied, remaining: remaining)
    try context.append(result, subject: .zero)
    return result
  }
}

/// Carries a report from the piece of work to its completion.
private final class ReportBox: Sendable {
  let report = Mutex(RetryReport())
}
