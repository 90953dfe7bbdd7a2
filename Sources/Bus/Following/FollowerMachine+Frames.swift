import Log

/// What arrives: live records, heartbeats, answers.
extension FollowerMachine {
  mutating func takeLive(
    _ batch: PublishedBatch, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    guard batch.records.allSatisfy({ $0.hasValidHash() }) else {
      counters.damaged += 1
      return
    }
    guard follows(batch.head, &effects) else { return }
    noteSign(at: now, &effects)
    advertise(batch.head)
    // A message is taken whole or not at all: it is one commit.
    let hadRoom = hasRoom
    for record in batch.records {
      switch place(record) {
      case .duplicate: counters.duplicates += 1
      case .next where hadRoom:
        keep(record)
        counters.takenLive += 1
      case .next:
        counters.overflows += 1
        return fallBehind(&effects)
      case .further:
        counters.gaps += 1
        return fallBehind(&effects)
      case .fork: return stop(.fork, &effects)
      }
    }
  }

  mutating func takeHeartbeat(
    _ head: LogHead, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    guard follows(head, &effects) else { return }
    counters.heartbeats += 1
    noteSign(at: now, &effects)
    if contradicts(head) {
      stop(.fork, &effects)
    } else {
      advertise(head)
      // A head behind us may only be an old heartbeat: the door knows (WP 5.3, rule 6).
      if head.sequence != reached.sequence { mustAsk = true }
    }
  }

  mutating func takeAnswer(
    _ answer: ReplayAnswer, to number: UInt64, at now: MonotonicMillis,
    _ effects: inout [FollowerEffect]
  ) {
    guard closeRequest(number) else { return }
    guard follows(answer.head, &effects) else { return }
    noteSign(at: now, &effects)
    if contradicts(answer.head) { return stop(.fork, &effects) }
    advertise(answer.head)
    let before = reached
    for record in answer.records {
      guard record.hasValidHash(), record.header.log == answer.head.log else {
        return damagedAnswer(at: now, &effects)
      }
      // A restored log keeps the records of its earlier epochs.
      guard record.header.epoch <= answer.head.epoch else {
        return stop(.epoch(record.header.epoch), &effects)
      }
      switch place(record) {
      case .duplicate: counters.duplicates += 1
      case .next:
        guard hasRoom else { break }
        keep(record)
        counters.takenReplayed += 1
      case .further:
        if hasRoom { return damagedAnswer(at: now, &effects) }
      case .fork: return stop(.fork, &effects)
      }
    }
    damagedAnswersInARow = 0
    backoff.reset()
    isBehind = reached.sequence < answer.head.sequence
    mustAsk = isBehind || reached.sequence < (advertisedHead?.sequence ?? 0)
    if isBehind {
      loseSynchronisation(&effects)
    } else {
      change(to: .live, &effects)
    }
    // An answer that brought nothing must not be followed by the same question at once.
    if mustAsk, reached == before { askNotBefore = now + timings.backoffFirst }
  }

  mutating func takeDamagedAnswer(
    to number: UInt64, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    guard closeRequest(number) else { return }
    damagedAnswer(at: now, &effects)
  }

  mutating func takeRefusal(
    _ refusal: DoorRefusal, to number: UInt64, at now: MonotonicMillis,
    _ effects: inout [FollowerEffect]
  ) {
    guard closeRequest(number) else { return }
    counters.refusals += 1
    noteSign(at: now, &effects)
    switch refusal.word {
    case .unknownLog: stop(.otherLog(refusal.head?.log), &effects)
    case .epoch: stop(.epoch(refusal.head?.epoch), &effects)
    case .aheadOfHead: stop(.olderHead, &effects)
    case .hashMismatch: stop(.fork, &effects)
    default: askAfterBackoff(at: now)
    }
  }

  private mutating func closeRequest(_ number: UInt64) -> Bool {
    guard outstanding?.number == number else {
      counters.late += 1
      return false
    }
    outstanding = nil
    return true
  }

  private mutating func damagedAnswer(
    at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    counters.damaged += 1
    damagedAnswersInARow += 1
    if damagedAnswersInARow >= 3 { return stop(.damaged, &effects) }
    askAfterBackoff(at: now)
  }
}
