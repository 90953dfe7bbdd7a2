package import Log
import Security

/// Decides what a follower of one log does (WP 6): pure, told of every event with its time, it returns
/// what its shell must do.
///
/// - Every record of the log is given out once, in order, in batches; there is one batch at a time.
/// - What arrives live waits until the socket is drained, and is one batch then.
/// - Live records and replay answers feed the same numbered sequence, so it does not matter which
///   brought a record, or whether both did.
/// - A contradiction (fork, other log, other epoch) stops it for good.
///
/// What it keeps is bounded: the batch that is being applied and as much again.
package struct FollowerMachine: Sendable {
  /// The end of what was taken: behind it only the next record fits.
  struct Reached: Hashable, Sendable {
    var sequence: UInt64 = 0
    var hash = Digest32.zero
  }

  struct OutstandingRequest: Sendable {
    let number: UInt64
    let deadline: MonotonicMillis
  }

  static let waitingRecordsMax = WireLimits.replayRecordsMax
  static let waitingBytesMax = 1 << 20
  /// A message is taken whole when there is room for one record.
  package static let batchRecordsMax = waitingRecordsMax - 1 + WireLimits.replayRecordsMax

  package internal(set) var state = FollowerState.connecting
  package internal(set) var counters = FollowerCounters()
  /// The position that is applied and durable; `nil` before the first record.
  package internal(set) var position: LogCursor?
  /// The furthest head that was heard of.
  package internal(set) var advertisedHead: LogHead?
  /// When the last valid frame arrived.
  package internal(set) var lastSign: MonotonicMillis?
  /// When it stopped for good.
  package private(set) var stoppedAt: MonotonicMillis?

  let timings: FollowerTimings
  var jitter: Jitter
  var backoff: Backoff
  var startedAt: MonotonicMillis?
  /// The log and epoch that are followed: from the position, else the first that was heard.
  var followed: LogHead?
  var reached = Reached()
  var waiting: [Record] = []
  var waitingBytes = 0
  /// The end of the batch that is being applied.
  var applying: Reached?
  var outstanding: OutstandingRequest?
  var lastRequestNumber: UInt64 = 0
  /// Something calls for a question to the door; it is sent as soon as `askNotBefore` and room allow.
  var mustAsk = false
  var askNotBefore = MonotonicMillis(.min)
  /// A gap is known: only replay can close it, so PUB is not read.
  var isBehind = false
  var isReading = true
  /// Since when silence counts: the last sign, or when listening began (WP 6.4).
  var quietSince = MonotonicMillis(.min)
  var damagedAnswersInARow = 0
  var lastReport: (position: LogCursor, at: MonotonicMillis)?

  /// - Parameter seed: of the random delays.
  package init(timings: FollowerTimings = FollowerTimings(), seed: UInt64) {
    self.timings = timings
    jitter = Jitter(seed: seed)
    backoff = Backoff(
      firstMilliseconds: timings.backoffFirst, maxMilliseconds: timings.backoffMax)
  }

  /// Takes one event. Times must not go backwards; `started` comes first and once.
  package mutating func step(
    _ event: FollowerEvent, at now: MonotonicMillis
  ) -> [FollowerEffect] {
    var effects: [FollowerEffect] = []
    if case .batchEnded(let outcome) = event {
      endBatch(outcome, at: now, &effects)
    } else if state.isStopped || (startedAt == nil) != event.isStart {
      if !event.isRoutine { counters.ignored += 1 }
      return effects
    } else {
      take(event, at: now, &effects)
    }
    guard !state.isStopped else {
      if stoppedAt == nil { stoppedAt = now }
      return effects
    }
    if !event.isLive { applyWaiting(&effects) }
    askIfDue(at: now, &effects)
    adjustReading(at: now, &effects)
    reportPositionIfDue(event, at: now, &effects)
    return effects
  }

  private mutating func take(
    _ event: FollowerEvent, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    switch event {
    case .started(let cursor): start(cursor, at: now, &effects)
    case .live(let batch): takeLive(batch, at: now, &effects)
    case .heartbeat(let head): takeHeartbeat(head, at: now, &effects)
    case .replayAnswer(let number, let answer):
      takeAnswer(answer, to: number, at: now, &effects)
    case .replayDamaged(let number): takeDamagedAnswer(to: number, at: now, &effects)
    case .replayRefused(let number, let refusal):
      takeRefusal(refusal, to: number, at: now, &effects)
    case .tick: tick(at: now, &effects)
    case .linkReset: resetLink(at: now, &effects)
    case .drained, .batchEnded: break
    }
  }

  private mutating func start(
    _ cursor: LogCursor?, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    startedAt = now
    quietSince = now
    position = cursor
    if let cursor {
      followed = LogHead(
        log: cursor.log, epoch: cursor.epoch, sequence: cursor.sequence, hash: cursor.hash)
    }
    reached = Reached(cursor)
    mustAsk = true
    effects.append(.report(.connecting))
  }

  private mutating func resetLink(
    at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    outstanding = nil
    mustAsk = true
    askNotBefore = now + jitter.next(in: 0...timings.startDelayMax)
    loseSynchronisation(&effects)
  }

  private mutating func tick(at now: MonotonicMillis, _ effects: inout [FollowerEffect]) {
    if let request = outstanding, request.deadline <= now {
      outstanding = nil
      counters.timeouts += 1
      askAfterBackoff(at: now)
    }
    guard isReading || outstanding != nil else {
      quietSince = now
      return
    }
    if case .down = state { return }
    if now - quietSince >= timings.silenceLimit {
      isBehind = false
      change(to: .down(since: lastSign ?? startedAt ?? now), &effects)
    }
  }

  private mutating func reportPositionIfDue(
    _ event: FollowerEvent, at now: MonotonicMillis, _ effects: inout [FollowerEffect]
  ) {
    guard event.isTick, let position, position != lastReport?.position else { return }
    if let last = lastReport, now - last.at < timings.positionReportEvery { return }
    lastReport = (position, now)
    effects.append(.reportPosition(position))
  }
}

extension FollowerMachine.Reached {
  init(_ cursor: LogCursor?) {
    if let cursor { self.init(sequence: cursor.sequence, hash: cursor.hash) } else { self.init() }
  }

  init(_ record: Record) {
    self.init(sequence: record.header.sequence, hash: record.header.hash)
  }
}

extension FollowerEvent {
  fileprivate var isStart: Bool {
    if case .started = self { true } else { false }
  }

  fileprivate var isTick: Bool {
    if case .tick = self { true } else { false }
  }

  fileprivate var isLive: Bool {
    if case .live = self { true } else { false }
  }

  /// What comes whether anything has happened or not.
  fileprivate var isRoutine: Bool {
    switch self {
    case .tick, .drained: true
    default: false
    }
  }
}

/// What a follower's shell must do, in order.
package enum FollowerEffect: Sendable {
  /// Send this request through the door; answers to it carry `number`.
  case ask(number: UInt64, ReplayRequest)
  /// Hand the batch to the sink. There is no other before its outcome is told.
  case apply([Record])
  /// Leave what arrives on the SUB socket unread, but keep the socket in the poll set (WP 6.3).
  case stopReading
  case resumeReading
  /// The state changed.
  case report(FollowerState)
  /// Send a position report (WP 8).
  case reportPosition(LogCursor)
}

/// What can happen to a follower (WP 6.2).
package enum FollowerEvent: Sendable {
  /// The first event, once: the position that is stored, `nil` for none.
  case started(LogCursor?)
  /// A message of records was read; it is followed by `drained`, sooner or later.
  case live(PublishedBatch)
  /// Nothing more is read of the SUB socket for now: what waits is the next batch.
  case drained
  case heartbeat(LogHead)
  /// The answer to the request with this number.
  case replayAnswer(UInt64, ReplayAnswer)
  /// The answer to the request with this number could not be decoded.
  case replayDamaged(UInt64)
  case replayRefused(UInt64, DoorRefusal)
  /// The outcome of the batch that was last given out.
  case batchEnded(ApplyOutcome)
  /// Time has passed; at least ten times a second.
  case tick
  /// The connection to the publisher or its door was made anew.
  case linkReset
}

/// The follower's times, in milliseconds of monotonic time (WP 9).
package struct FollowerTimings: Sendable {
  /// Nothing heard for this long while listening: the link is down.
  package var silenceLimit: Int64 = 4_500
  package var replayTimeout: Int64 = 2_000
  package var backoffFirst: Int64 = 250
  package var backoffMax: Int64 = 8_000
  /// Upper end of the random delay before asking after a reconnect.
  package var startDelayMax: Int64 = 250
  package var positionReportEvery: Int64 = 1_000

  package init() {}
}
