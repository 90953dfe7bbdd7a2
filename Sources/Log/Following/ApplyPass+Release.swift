import Domain
import Events

/// Release: what waits is applied when what it rests on has been, in portions, so that however much
/// was waiting, other work is done between them.
extension ApplyPass {
  private enum Block {
    case cause
    case fault
  }

  /// Applies what waits for positions that are reached by now, as far as the pass's portion goes. The
  /// rest is done after this transaction.
  mutating func releaseReached() throws {
    guard isAnythingHeld else { return }
    while budget > 0 {
      let places = try reached(limit: budget)
      if places.isEmpty { break }
      for place in places where budget > 0 { try walk(place, retriesFaults: false) }
    }
    isAnythingHeld = try !held.isEmpty()
    guard budget <= 0, isAnythingHeld, try !reached(limit: 1).isEmpty else { return }
    transaction.continueLater("release") { [followed] in
      try followed.releaseReached(in: $0)
    }
  }

  /// Tries again what is in quarantine behind a row of the table.
  /// - Returns: the last row that was tried; `nil` when there is none behind it.
  mutating func retryQuarantined(after id: Int64, subject: UUIDBytes?) throws -> Int64? {
    var last = id
    while budget > 0 {
      let places = try held.faultPlaces(after: last, limit: budget)
      if places.isEmpty { return nil }
      for place in places where budget > 0 {
        last = place.id
        guard subject == nil || subject == place.subject else { continue }
        try walk(place, retriesFaults: true)
      }
    }
    return last
  }

  /// What is to be looked at because what it waits for has been reached.
  private func reached(limit: Int) throws -> [HeldTable.Place] {
    var places: [HeldTable.Place] = []
    for (source, cursor) in known.cursors.sorted(by: { $0.key < $1.key }) where places.count < limit
    {
      places += try held.waiting(for: cursor, limit: limit - places.count)
      if let epoch = known.epochs[source], places.count < limit {
        places += try held.waiting(for: cursor.log, before: epoch, limit: limit - places.count)
      }
    }
    if areAllLogsKnown, places.count < limit {
      places += try held.waitingForOthers(
        than: known.cursors.values.map(\.log), limit: limit - places.count)
    }
    return places
  }

  /// Goes through what waits of one subject of one log, in order, and applies what it can. What
  /// cannot be applied is, when this returns, not at a position that is reached.
  private mutating func walk(_ place: HeldTable.Place, retriesFaults: Bool) throws {
    let budgetBefore = budget
    // Also what turns out to be nothing counts, so that a pass ends.
    defer { if budget == budgetBefore { budget -= 1 } }
    guard let log = followed.logs[place.source] else { return try held.block(place.id) }
    var block: Block?
    var passed: LogPosition?
    var entries = try entries(at: place, after: 0)
    while let last = entries.last {
      for entry in entries {
        let record = entry.held.record
        if block == .fault, !log.isExemptFromQuarantine(record) {
          if case .cause = entry.held.reason, !entry.isBlocked { try held.block(entry.id) }
          continue
        }
        if case .fault = entry.held.reason, !retriesFaults {
          block = .fault
          continue
        }
        if budget <= 0, let passed { return try leave(entry, behind: passed) }
        budget -= 1
        let outcome = try attempt(
          record, of: log, isOvertaken: try transaction.isOvertaken(record, of: log))
        try keep(entry, outcome)
        switch outcome {
        case .done: passed = record.header.position
        case .waits where block == nil:
          return try held.block(
            place.subject, source: place.source, after: record.header.sequence)
        case .waits: break
        case .failed: block = .fault
        }
      }
      entries = try self.entries(at: place, after: last.held.record.header.sequence)
    }
  }

  private func entries(at place: HeldTable.Place, after sequence: UInt64) throws
    -> [HeldTable.Entry]
  {
    if place.subject == .zero {
      guard place.sequence > sequence else { return [] }
      return try held.entry(source: place.source, sequence: place.sequence).map { [$0] } ?? []
    }
    return try held.entries(
      of: place.subject, source: place.source, after: sequence, limit: followed.portionMax)
  }

  /// The portion is used up before an entry that may be applied now. It must be found again: it waits
  /// for the record before it, which has been applied.
  private func leave(_ entry: HeldTable.Entry, behind position: LogPosition) throws {
    guard case .order = entry.held.reason else { return }
    try held.update(entry.id, reason: .cause(position), attempts: entry.held.attempts)
  }

  /// Removes an entry that was applied, and writes down why another one still waits.
  private mutating func keep(_ entry: HeldTable.Entry, _ outcome: Attempt) throws {
    let subject = entry.held.record.header.subject
    let reason: HeldRecord.Reason
    switch outcome {
    case .done:
      try held.unblock(subject)
      try held.delete(entry.id)
      report.released += 1
      if entry.held.attempts > 0 { try followed.onRelease(entry.held, transaction) }
      return
    case .waits(let wait):
      reason = .cause(wait.position)
      guard entry.held.reason != reason || entry.isBlocked != wait.isBlocked else { return }
      if entry.held.reason != reason { try held.unblock(subject) }
      return try held.update(
        entry.id, reason: reason, isBlocked: wait.isBlocked, attempts: entry.held.attempts)
    case .failed(let error): reason = .fault(error)
    }
    let attempts = entry.held.attempts + 1
    try held.unblock(subject)
    try held.update(entry.id, reason: reason, attempts: attempts)
    report.quarantined += 1
    try followed.onQuarantine(
      HeldRecord(
        source: entry.held.source, record: entry.held.record, reason: reason,
        attempts: attempts, heldAt: entry.held.heldAt), transaction)
  }
}
