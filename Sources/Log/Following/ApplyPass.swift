import Domain
import Events

/// One pass over followed records inside a transaction: what it knows and what it has done so far.
struct ApplyPass {
  let followed: FollowedLogs
  let transaction: Transaction
  let held: HeldTable
  private(set) var report = ApplyReport()
  private var known: FollowingMemory

  /// Takes what is remembered of the tables; `remember` gives it back.
  init(_ followed: FollowedLogs, _ transaction: Transaction) throws {
    self.followed = followed
    self.transaction = transaction
    held = HeldTable(statements: transaction.statements)
    known = try transaction.takeFollowingMemory(of: followed.logs.keys)
  }

  /// Lets the next pass go on with what this one knows. The last thing that a pass does.
  func remember() { transaction.following = known }

  private var isAnythingHeld: Bool {
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
      if let cause = try unreachedCause(of: record, in: log) {
        return try hold(record, of: log, reason: .cause(cause))
      }
      try perform(record, of: log)
      report.applied += 1
      return
    }
    switch try attempt(record, of: log) {
    case .done: report.applied += 1
    case .waits(let cause): try hold(record, of: log, reason: .cause(cause))
    case .failed(let error):
      try hold(record, of: log, reason: .fault(error), attempts: 1)
    }
  }

  /// Applies what waits for positions that are reached by now, until nothing more is released.
  mutating func releaseReached() throws {
    guard isAnythingHeld else { return }
    var isProgress = true
    while isProgress {
      isProgress = false
      var places = try held.reached()
      if areAllLogsKnown { places += try held.waitingForUnknownLogs() }
      for place in places where try walk(place, retriesFaults: false) { isProgress = true }
    }
    isAnythingHeld = try !held.isEmpty()
  }

  mutating func retryQuarantined(subject: UUIDBytes?) throws {
    for entry in try held.faults() {
      let header = entry.held.record.header
      guard subject == nil || subject == header.subject else { continue }
      let place = HeldTable.Place(
        source: entry.held.source, subject: header.subject, sequence: header.sequence)
      _ = try walk(place, retriesFaults: true)
    }
  }

  // MARK: - One record

  private enum Attempt {
    case done
    case waits(LogPosition)
    case failed(String)
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
  private func attempt(
    _ record: Record, of log: FollowedLog, isOvertaken: Bool = false
  ) throws -> Attempt {
    do {
      if let cause = try unreachedCause(of: record, in: log) { return .waits(cause) }
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
    _ record: Record, of log: FollowedLog, reason: HeldRecord.Reason, attempts: Int = 0
  ) throws {
    try held.insert(
      record, source: log.source, reason: reason, attempts: attempts, at: transaction.time)
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
  private func unreachedCause(of record: Record, in log: FollowedLog) throws -> LogPosition? {
    guard log.waitsForCauses else { return nil }
    let subject = record.header.subject
    for cause in record.header.causes {
      guard let (source, cursor) = known.cursors.first(where: { $0.value.log == cause.log }) else {
        if areAllLogsKnown { continue }
        return cause
      }
      guard isReached(cause, at: cursor, of: source) else { return cause }
      guard isAnythingHeld, let waiting = try held.entry(at: cause, subject: subject) else {
        continue
      }
      let isPassable =
        try log.isExemptFromQuarantine(record) && isQuarantine(waiting.held.reason, of: subject)
      if !isPassable { return cause }
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

  private var areAllLogsKnown: Bool {
    followed.logs.keys.allSatisfy { known.cursors[$0] != nil }
  }

  // MARK: - Release

  private enum Block {
    case cause
    case fault
  }

  /// Goes through what waits of one subject of one log, in order, and applies what it can.
  /// - Returns: whether anything was applied or now waits for something else.
  private mutating func walk(_ place: HeldTable.Place, retriesFaults: Bool) throws -> Bool {
    guard let log = followed.logs[place.source] else { return false }
    let entries: [HeldTable.Entry]
    if place.subject == .zero {
      entries = try held.entry(source: place.source, sequence: place.sequence).map { [$0] } ?? []
    } else {
      entries = try held.entries(of: place.subject, source: place.source)
    }
    var block: Block?
    var isChanged = false
    for entry in entries {
      let isExempt = log.isExemptFromQuarantine(entry.held.record)
      guard block == nil || (block == .fault && isExempt) else { continue }
      if case .fault = entry.held.reason, !retriesFaults {
        block = .fault
        continue
      }
      let record = entry.held.record
      let outcome = try attempt(
        record, of: log,
        isOvertaken: try transaction.isOvertaken(record, of: log))
      switch outcome {
      case .done: try release(entry)
      case .waits: block = block ?? .cause
      case .failed: block = .fault
      }
      isChanged = try keep(entry, outcome) || isChanged
    }
    return isChanged
  }

  private mutating func release(_ entry: HeldTable.Entry) throws {
    try held.delete(entry.id)
    report.released += 1
    if entry.held.attempts > 0 { try followed.onRelease(entry.held, transaction) }
  }

  /// Writes down why an entry still waits.
  /// - Returns: whether anything is different from before.
  private mutating func keep(_ entry: HeldTable.Entry, _ outcome: Attempt) throws -> Bool {
    let reason: HeldRecord.Reason
    var attempts = entry.held.attempts
    switch outcome {
    case .done: return true
    case .waits(let position):
      reason = .cause(position)
      if entry.held.reason == reason { return false }
    case .failed(let error):
      reason = .fault(error)
      attempts += 1
    }
    try held.update(entry.id, reason: reason, attempts: attempts)
    if case .fault = reason {
      report.quarantined += 1
      try followed.onQuarantine(
        HeldRecord(
          source: entry.held.source, record: entry.held.record, reason: reason,
          attempts: attempts, heldAt: entry.held.heldAt), transaction)
    }
    return true
  }
}
