package import Domain
package import Events

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
package struct FollowedLogs: Sendable {
  package typealias HeldHook = @Sendable (HeldRecord, Transaction) throws -> Void

  let logs: [String: FollowedLog]
  /// How much of what waits one transaction releases or tries again, at most.
  let portionMax: Int
  let onQuarantine: HeldHook
  let onRelease: HeldHook

  /// - Parameters:
  ///   - portionMax: how much of what waits one transaction releases or tries again, at most.
  ///   - onQuarantine: runs when a handler has failed, in the same transaction, to append an event.
  ///   - onRelease: runs when a record that was in quarantine has had its effect after all.
  package init(
    _ logs: [FollowedLog], portionMax: Int = 64, onQuarantine: @escaping HeldHook = { _, _ in },
    onRelease: @escaping HeldHook = { _, _ in }
  ) {
    self.logs = Dictionary(logs.map { ($0.source, $0) }, uniquingKeysWith: { _, last in last })
    self.portionMax = portionMax
    self.onQuarantine = onQuarantine
    self.onRelease = onRelease
  }

  /// Applies what continues the position in `source`'s log, moves the position, and applies what
  /// was waiting for it.
  ///
  /// - Throws: `LogError`: `misuse` for a source that is not followed, `fatal`; and what
  ///   `onQuarantine` and `onRelease` throw. Nothing of the batch has happened then.
  package func apply(_ batch: [Record], of source: String, in transaction: Transaction) throws
    -> ApplyReport
  {
    guard let log = logs[source] else {
      throw LogError(.misuse, "The log of \(source) is not followed here.")
    }
    let cursor = try transaction.following?.cursors[source] ?? transaction.cursor(of: source)
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

  /// Applies what waits for positions that are reached by now: the first portion, and the rest after
  /// this transaction. `apply` does it by itself; this is for a position that was set by hand, and for
  /// the start of a process, as the one before may have ended between two portions.
  /// - Returns: how many records had their effect in the first portion.
  @discardableResult
  package func releaseReached(in transaction: Transaction) throws -> Int {
    var pass = try ApplyPass(self, transaction)
    try pass.releaseReached()
    pass.remember()
    return pass.report.released
  }

  /// Applies again a portion of what is in quarantine, in order, with what waits behind it; what fails
  /// again stays.
  /// - Parameters:
  ///   - place: where the portion before ended; 0 for the first.
  ///   - subject: only this subject's; `nil` for all.
  @discardableResult
  package func retryQuarantined(
    after place: Int64 = 0, subject: UUIDBytes? = nil, in transaction: Transaction
  ) throws -> RetryReport {
    var pass = try ApplyPass(self, transaction)
    let next = try pass.retryQuarantined(after: place, subject: subject)
    try pass.releaseReached()
    pass.remember()
    return RetryReport(released: pass.report.released, next: next)
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
    pass.remember()
    return pass.report
  }
}

/// How the records of one followed log have their effect in a service.
///
/// All closures run on the writer's thread. They must be deterministic: the same logs give the same
/// state. A record may be handed in again after its effect was rolled back; state in memory goes
/// back with `Transaction.onRollback`.
package struct FollowedLog: Sendable {
  /// The name under which the position is kept: the service that owns the log.
  package var source: String

  /// The effect of one record. An error puts the record in quarantine and its effect is undone.
  package var apply: @Sendable (Record, Transaction) throws -> Void

  /// Whether a record waits for the positions of followed logs on which it rests. Positions of logs
  /// that are not followed are ignored as soon as the id of every followed log is known.
  package var waitsForCauses = true

  /// Whether a record is applied although earlier ones of its subject are in quarantine.
  package var isExemptFromQuarantine: @Sendable (Record) -> Bool = { _ in false }

  /// The types of the records that take back what came before them of their subject.
  package var withdrawalTypes: Set<UInt32> = []

  /// The effect of a record that a later one of `withdrawalTypes` of its subject has passed while it
  /// was in quarantine; `nil`: the same as of any other.
  package var applyOvertaken: (@Sendable (Record, Transaction) throws -> Void)?

  /// The effect of a record that has had its effect here before, under another number, and comes
  /// again in a restored log, unless it was overtaken; `apply` where it is `nil`.
  package var applyAgain: (@Sendable (Record, Transaction) throws -> Void)?

  /// Whether each applied record leaves a row for `trace`.
  package var keepsAppliedRows = true

  package init(
    source: String, apply: @escaping @Sendable (Record, Transaction) throws -> Void
  ) {
    self.source = source
    self.apply = apply
  }
}

/// What became of a batch of followed records.
package struct ApplyReport: Hashable, Sendable {
  /// Records of the batch that had their effect.
  package var applied = 0
  /// Records seen before.
  package var dropped = 0
  /// Records put aside because of a cause or behind one that waits.
  package var held = 0
  /// Records whose handler failed.
  package var quarantined = 0
  /// Records that had been put aside before, of any followed log, and had their effect now.
  package var released = 0
  /// The position afterwards; `nil` if nothing of the log was ever accepted.
  package var cursor: LogCursor?
  /// Why not all of the batch was accepted.
  package var stop: FollowStop?

  package init() {}
}

/// What became of a portion of the quarantine.
package struct RetryReport: Hashable, Sendable {
  /// Records that had their effect, also those behind what was in quarantine.
  package var released = 0
  /// Where the next portion begins; `nil` after the last.
  package var next: Int64?

  package init(released: Int = 0, next: Int64? = nil) {
    self.released = released
    self.next = next
  }
}

/// Why a follower did not accept a record.
package enum FollowStop: Hashable, Sendable {
  /// Records are missing; ask the log's owner for those from `expected` on.
  case gap(expected: UInt64, received: UInt64)
  /// The log is not the one that was followed so far. Nothing of the batch was applied; following
  /// ends until an operator decides.
  case fork(LogFork)
}

/// Where and how a log stopped being the continuation of what was applied.
package struct LogFork: Hashable, Sendable, CustomStringConvertible {
  package enum Reason: String, Sendable {
    /// Another log's id.
    case log = "log-id"
    /// Another epoch: the log was restored from a backup.
    case epoch
    /// The hash of the record before is not that of the record that was applied.
    case chain
    /// The record's bytes do not have the hash that it carries.
    case hash
    /// The same number with other content than what was applied.
    case rewritten
  }

  package let reason: Reason
  /// The record that was offered.
  package let offered: LogPosition
  /// What it was to follow.
  package let cursor: LogCursor?

  package var description: String {
    let position = cursor.map { "\($0.log) epoch \($0.epoch) number \($0.sequence)" } ?? "nothing"
    return """
      fork (\(reason.rawValue)): record \(offered.sequence) of log \(offered.log) does not \
      continue \(position)
      """
  }
}
