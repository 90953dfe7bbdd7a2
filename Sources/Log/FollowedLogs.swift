public import Domain

/// The logs that a service follows, and the rules by which their records have their effect once, in
/// order per subject, and after what they rest on.
///
/// - A record whose number has been seen is dropped; at a gap the batch ends; a record that does
///   not continue the chain is a fork, and nothing of its batch is applied.
/// - A record one of whose causes has not been applied is *held*, and so are all later ones of its
///   subject from the same log. It is applied as soon as the cause is. A cause is a position: it
///   is reached when the cursor has passed it, unless the record there has the same subject and waits
///   itself.
/// - A position of an epoch of a log that is over, because the log was restored, is reached at the end
///   of that epoch at the latest: what the log has lost is waited for no more.
/// - A record whose handler fails is put in *quarantine* with the error, and all later ones of its
///   subject wait behind it. Everything else goes on.
///
/// The position moves on in each case, in the same transaction.
public struct FollowedLogs: Sendable {
  public typealias HeldHook = @Sendable (HeldRecord, Transaction) throws -> Void

  let logs: [String: FollowedLog]
  let onQuarantine: HeldHook
  let onRelease: HeldHook

  /// - Parameters:
  ///   - onQuarantine: runs when a handler has failed, in the same transaction, to append an event.
  ///   - onRelease: runs when a record that was in quarantine has had its effect after all.
  public init(
    _ logs: [FollowedLog], onQuarantine: @escaping HeldHook = { _, _ in },
    onRelease: @escaping HeldHook = { _, _ in }
  ) {
    self.logs = Dictionary(logs.map { ($0.source, $0) }, uniquingKeysWith: { _, last in last })
    self.onQuarantine = onQuarantine
    self.onRelease = onRelease
  }

  /// Applies what continues the position in `source`'s log, moves the position, and applies what
  /// was waiting for it.
  ///
  /// - Throws: `LogError`: `misuse` for a source that is not followed, `fatal`; and what
  ///   `onQuarantine` and `onRelease` throw. Nothing of the batch has happened then.
  public func apply(_ batch: [Record], of source: String, in transaction: Transaction) throws
    -> ApplyReport
  {
    guard let log = logs[source] else {
      throw LogError(.misuse, "The log of \(source) is not followed here.")
    }
    let cursor = try transaction.cursor(of: source)
    let check = ChainCheck(batch, after: cursor)
    var report = ApplyReport()
    if !check.fresh.isEmpty, let reached = check.cursor {
      report = try applyFresh(check.fresh, before: reached, of: log, transaction)
    }
    report.dropped = check.dropped
    report.stop = check.stop
    report.cursor = check.cursor
    return report
  }

  /// Applies what waits for positions that are reached by now. `apply` does it by itself; this is
  /// for a position that was set by hand.
  /// - Returns: how many records had their effect.
  @discardableResult
  public func releaseReached(in transaction: Transaction) throws -> Int {
    var pass = try ApplyPass(self, transaction)
    try pass.releaseReached()
    return pass.report.released
  }

  /// Applies again what is in quarantine, in order, with what waits behind it; what fails again
  /// stays.
  /// - Parameter subject: only this subject's; `nil` for all.
  /// - Returns: how many records had their effect.
  @discardableResult
  public func retryQuarantined(subject: UUIDBytes? = nil, in transaction: Transaction) throws
    -> Int
  {
    var pass = try ApplyPass(self, transaction)
    try pass.retryQuarantined(subject: subject)
    try pass.releaseReached()
    return pass.report.released
  }

  /// The whole batch in one savepoint, which is all that a batch without faults needs; with a
  /// fault, record by record.
  private func applyFresh(
    _ records: [Record], before cursor: LogCursor, of log: FollowedLog, _ transaction: Transaction
  ) throws -> ApplyReport {
    do {
      return try transaction.inSavepoint {
        try run(records, before: cursor, of: log, isCareful: false, transaction)
      }
    } catch {
      if LogError.isFatal(error) { throw error }
      return try run(records, before: cursor, of: log, isCareful: true, transaction)
    }
  }

  private func run(
    _ records: [Record], before cursor: LogCursor, of log: FollowedLog, isCareful: Bool,
    _ transaction: Transaction
  ) throws -> ApplyReport {
    var pass = try ApplyPass(self, transaction)
    try pass.willReach(cursor, of: log.source, through: records)
    for record in records { try pass.take(record, of: log, isCareful: isCareful) }
    try transaction.setCursor(cursor, of: log.source)
    try pass.releaseReached()
    return pass.report
  }
}
