import Events
import Log

/// State, reading and asking.
extension FollowerMachine {
  mutating func change(to new: FollowerState, _ effects: inout [FollowerEffect]) {
    guard state != new else { return }
    state = new
    effects.append(.report(new))
  }

  mutating func stop(_ reason: FollowerStop, _ effects: inout [FollowerEffect]) {
    guard !state.isStopped else { return }
    waiting = []
    waitingBytes = 0
    outstanding = nil
    change(to: .stopped(reason), &effects)
    if isReading {
      isReading = false
      effects.append(.stopReading)
    }
  }

  /// A valid frame arrived: the link is up.
  mutating func noteSign(at now: MonotonicMillis, _ effects: inout [FollowerEffect]) {
    lastSign = now
    quietSince = now
    switch state {
    case .connecting: change(to: .catchingUp, &effects)
    case .down:
      change(to: .catchingUp, &effects)
      mustAsk = true
      backoff.reset()
      askNotBefore = now + jitter.next(in: 0...timings.startDelayMax)
    case .catchingUp, .live, .stopped: break
    }
  }

  mutating func advertise(_ head: LogHead) {
    if head.sequence >= (advertisedHead?.sequence ?? 0) { advertisedHead = head }
  }

  /// A gap is known, which only replay can close.
  mutating func fallBehind(_ effects: inout [FollowerEffect]) {
    isBehind = true
    mustAsk = true
    loseSynchronisation(&effects)
  }

  mutating func loseSynchronisation(_ effects: inout [FollowerEffect]) {
    if state == .live { change(to: .catchingUp, &effects) }
  }

  mutating func askAfterBackoff(at now: MonotonicMillis) {
    mustAsk = true
    askNotBefore = now + backoff.next(&jitter)
  }

  /// Asks when there is something to ask, nothing outstanding, and room for half a batch.
  mutating func askIfDue(at now: MonotonicMillis, _ effects: inout [FollowerEffect]) {
    let room = Self.waitingRecordsMax - waiting.count
    guard mustAsk, outstanding == nil, startedAt != nil, now >= askNotBefore, hasRoom,
      room >= Self.waitingRecordsMax / 2
    else { return }
    mustAsk = false
    lastRequestNumber += 1
    counters.requests += 1
    outstanding = OutstandingRequest(
      number: lastRequestNumber, deadline: now + timings.replayTimeout)
    let from = followed.map {
      LogCursor(
        log: $0.log, epoch: $0.epoch, sequence: reached.sequence, hash: reached.hash)
    }
    effects.append(
      .ask(number: lastRequestNumber, ReplayRequest(position: from, maxRecords: room)))
  }

  /// PUB is read unless a gap is known or there is no room (WP 6.3).
  mutating func adjustReading(at now: MonotonicMillis, _ effects: inout [FollowerEffect]) {
    let shouldRead = !isBehind && hasRoom
    guard shouldRead != isReading else { return }
    isReading = shouldRead
    if shouldRead { quietSince = now }
    effects.append(shouldRead ? .resumeReading : .stopReading)
  }
}
