import Log

/// The numbered sequence: where a record stands, what waits, what is applied.
extension FollowerMachine {
  enum Place {
    case duplicate
    case next
    case further
    case fork
  }

  /// Where a record of the followed log stands against what was reached (WP 6.2).
  func place(_ record: Record) -> Place {
    let header = record.header
    if header.sequence == reached.sequence {
      return header.hash == reached.hash ? .duplicate : .fork
    }
    if header.sequence < reached.sequence {
      return contradicts(
        LogHead(
          log: header.log, epoch: header.epoch, sequence: header.sequence, hash: header.hash))
        ? .fork : .duplicate
    }
    if header.sequence > reached.sequence + 1 { return .further }
    return header.previousHash == reached.hash ? .next : .fork
  }

  /// Whether the log has another record at a number whose hash we know.
  func contradicts(_ head: LogHead) -> Bool {
    if head.sequence == reached.sequence, head.hash != reached.hash { return true }
    guard let position, head.sequence == position.sequence else { return false }
    return head.hash != position.hash
  }

  /// Whether this is the log that we follow, in its epoch; otherwise stops. The first that is heard
  /// is taken.
  mutating func follows(_ head: LogHead, _ effects: inout [FollowerEffect]) -> Bool {
    guard let followed else {
      followed = head
      return true
    }
    if followed.log != head.log {
      stop(.otherLog(head.log), &effects)
      return false
    }
    if followed.epoch != head.epoch {
      stop(.epoch(head.epoch), &effects)
      return false
    }
    return true
  }

  var hasRoom: Bool {
    waiting.isEmpty
      || (waiting.count < Self.waitingRecordsMax && waitingBytes < Self.waitingBytesMax)
  }

  mutating func keep(_ record: Record) {
    waiting.append(record)
    waitingBytes += record.byteCount
    reached = Reached(record)
  }

  mutating func applyWaiting(_ effects: inout [FollowerEffect]) {
    guard applying == nil, !waiting.isEmpty else { return }
    applying = reached
    effects.append(.apply(waiting))
    waiting = []
    waitingBytes = 0
  }

  mutating func endBatch(
    _ outcome: ApplyOutcome, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    guard let end = applying else {
      counters.ignored += 1
      return
    }
    applying = nil
    switch outcome {
    case .applied(let cursor):
      counters.applied += cursor.sequence - min(position?.sequence ?? 0, cursor.sequence)
      position = cursor
      if Reached(cursor) != end { fallBack(to: cursor, &effects) }
    case .gap(let cursor):
      counters.failedBatches += 1
      position = cursor
      fallBack(to: cursor, &effects)
    case .fork:
      counters.failedBatches += 1
      stop(.fork, &effects)
    case .failed:
      counters.failedBatches += 1
      fallBack(to: position, &effects)
      askAfterBackoff(at: now)
    }
  }

  /// What was taken and not applied is given up; replay brings it again.
  private mutating func fallBack(to cursor: LogCursor?, _ effects: inout [FollowerEffect]) {
    guard !state.isStopped else { return }
    waiting = []
    waitingBytes = 0
    reached = Reached(cursor)
    outstanding = nil
    fallBehind(&effects)
  }
}
