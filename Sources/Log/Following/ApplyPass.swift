import Domain
import Events

/// One pass over followed records inside a transaction: what it knows and what it has done so far.
struct ApplyPass {
  let followed: FollowedLogs
  let transaction: Transaction
  let held: HeldTable
  var report = ApplyReport()
  private(set) var known: FollowingMemory
  /// How much may still be released; the rest is for a later transaction.
  var budget: Int

  /// Takes what is remembered of the tables; `remember` gives it back.
  init(_ followed: FollowedLogs, _ transaction: Transaction) throws {
    self.followed = followed
    self.transaction = transaction
    budget = followed.portionMax
    held = HeldTable(statements: transaction.statements)
    known = try transaction.takeFollowingMemory(of: followed.logs.keys)
  }

  /// Lets the next pass go on with what this one knows. The last thing that a pass does.
  func remember() { transaction.following = known }

  var isAnythingHeld: Bool {
    get { known.isAnythingHeld }
    set { known.isAnythingHeld = newValue }
  }

  /// All these records, up to `cursor`, will have been applied or put aside when the pass ends.
  mutating func willReach(
    _ cursor: LogCursor, of source: String, through records: [Record]
  ) throws {
    known.cursors[source] = cursor
    guard let last = records.last?.header.epoch, last > known.epochs[source] ?? 1 else { return }
    try EpochTable(statements: transaction.statements).note(records, of: source)
    known.epochs[source] = last
  }

  /// Applies the next record of `log`, or puts it aside.
  ///
  /// - Parameter isCareful: a handler's error is caught, undone and put in quarantine. Otherwise it
  ///   passes through, for the caller to undo everything and come back carefully.
  mutating func take(_ record: Record, of log: FollowedLog, isCareful: Bool) throws {
    if isAnythingHeld, try waitsBehindOthers(record, of: log) {
      return try hold(record, of: log, reason: .order)
    }
    guard isCareful else {
      if let wait = try wait(of: record, in: log) {
        return try hold(record, of: log, reason: .cause(wait.position), isBlocked: wait.isBlocked)
      }
      try perform(record, of: log)
      report.applied += 1
      return
    }
    switch try attempt(record, of: log) {
    case .done: report.applied += 1
    case .waits(let wait):
      try hold(record, of: log, reason: .cause(wait.position), isBlocked: wait.isBlocked)
    case .failed(let error):
      try hold(record, of: log, reason: .fault(error), attempts: 1)
    }
  }

  // MARK: - One record

  enum Attempt {
    case done
    case waits(Wait)
    case failed(String)
  }

  /// What a record waits for.
  struct Wait {
    var position: LogPosition
    /// The position has been reached, but the record there waits itself.
    var isBlocked: Bool
  }

  private func perform(
    _ record: Record, of log: FollowedLog, isOvertaken: Bool = false
  ) throws {
    let event = record.header.event
    var isRepeated = false
    if known.incomplete.contains(log.source), event != .zero {
      isRepeated = try MissingTable(statements: transaction.statements)
        .strike(event, of: log.source)
    }
    // What was taken back is so, however often it came before.
    if isOvertaken {
      try (log.applyOvertaken ?? log.apply)(record, transaction)
    } else if isRepeated {
      try (log.applyAgain ?? log.apply)(record, transaction)
    } else {
      try log.apply(record, transaction)
    }
    guard log.keepsAppliedRows else { return }
    try AppliedTable(statements: transaction.statements)
      .insert(record, event: event, source: log.source, at: transaction.time)
  }

  /// The record's effect in a savepoint of its own.
  func attempt(
    _ record: Record, of log: FollowedLog, isOvertaken: Bool = false
  ) throws -> Attempt {
    do {
      if let wait = try wait(of: record, in: log) { return .waits(wait) }
      try transaction.inSavepoint {
        try perform(record, of: log, isOvertaken: isOvertaken)
      }
      return .done
    } catch {
      if LogError.isFatal(error) { throw error }
      let text = "\(LogError.wrapping(error, while: "apply"))"
      return .failed(String(text.prefix(2000)))
    }
  }

  private mutating func hold(
    _ record: Record, of log: FollowedLog, reason: HeldRecord.Reason, isBlocked: Bool = false,
    attempts: Int = 0
  ) throws {
    if isAnythingHeld { try held.unblock(record.header.subject) }
    try held.insert(
      record, source: log.source, reason: reason, isBlocked: isBlocked, attempts: attempts,
      at: transaction.time)
    isAnythingHeld = true
    guard case .fault = reason else {
      report.held += 1
      return
    }
    report.quarantined += 1
    try followed.onQuarantine(
      HeldRecord(
        source: log.source, record: record, reason: reason, attempts: attempts,
        heldAt: transaction.time), transaction)
  }

  // MARK: - What a record waits for

  private func waitsBehindOthers(_ record: Record, of log: FollowedLog) throws -> Bool {
    let subject = record.header.subject
    guard let first = try held.firstReason(of: subject, source: log.source) else { return false }
    guard log.isExemptFromQuarantine(record) else { return true }
    return try !isQuarantine(first, of: subject)
  }

  /// The first of the record's causes that has not been applied.
  private func wait(of record: Record, in log: FollowedLog) throws -> Wait? {
    guard log.waitsForCauses else { return nil }
    let subject = record.header.subject
    for cause in record.header.causes {
      guard let (source, cursor) = known.cursors.first(where: { $0.value.log == cause.log }) else {
        if areAllLogsKnown { continue }
        return Wait(position: cause, isBlocked: false)
      }
      guard isReached(cause, at: cursor, of: source) else {
        return Wait(position: cause, isBlocked: false)
      }
      guard isAnythingHeld, let waiting = try held.entry(at: cause, subject: subject) else {
        continue
      }
      let isPassable =
        try log.isExemptFromQuarantine(record) && isQuarantine(waiting.held.reason, of: subject)
      if !isPassable { return Wait(position: cause, isBlocked: true) }
    }
    return nil
  }

  /// A position of an epoch that is over may be gone: it is reached at its epoch's end at the latest.
  private func isReached(
    _ cause: LogPosition, at cursor: LogCursor, of source: String
  ) -> Bool {
    guard cause.epoch <= cursor.epoch else { return false }
    return cursor.sequence >= cause.sequence || cause.epoch < known.epochs[source] ?? 1
  }

  /// Whether what waits for `reason` waits, in the end, for a record in quarantine.
  private func isQuarantine(_ reason: HeldRecord.Reason, of subject: UUIDBytes) throws -> Bool {
    var reason = reason
    // Causes lead back through the services, of which there are fewer than this.
    for _ in 0..<16 {
      switch reason {
      case .fault: return true
      case .cause(let position):
        guard let entry = try held.entry(at: position, subject: subject) else { return false }
        reason = entry.held.reason
        guard case .order = reason else { continue }
        guard let first = try held.firstReason(of: subject, source: entry.held.source) else {
          return false
        }
        reason = first
      case .order: return true
      }
    }
    return false
  }

  var areAllLogsKnown: Bool {
    followed.logs.keys.allSatisfy { known.cursors[$0] != nil }
  }
}
