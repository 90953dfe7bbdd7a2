public import Log
import Security

/// Decides what a follower of one log does (WP 6): pure, told of every event with its time, it returns
/// what its shell must do.
///
/// - Every record of the log is given out once, in order, in batches; there is one batch at a time.
/// - Live records and replay answers feed the same numbered sequence, so it does not matter which
///   brought a record, or whether both did.
/// - A contradiction (fork, other log, other epoch) stops it for good.
///
/// What it keeps is bounded: the batch that is being applied and as much again.
public struct FollowerMachine: Sendable {
  /// The end of what was taken: behind it only the next record fits.
  struct Reached: Hashable, Sendable {
    var sequence: UInt64 = 0
    var hash = Digest32.zero
  }

  struct OutstandingRequest: Sendable {
    let number: UInt64
    let deadline: MonotonicMillis
  }

  static let batchRecordsMax = WireLimits.replayRecordsMax
  static let waitingBytesMax = 1 << 20

  public internal(set) var state = FollowerState.connecting
  public internal(set) var counters = FollowerCounters()
  /// The position that is applied and durable; `nil` before the first record.
  public internal(set) var position: LogCursor?
  /// The furthest head that was heard of.
  public internal(set) var advertisedHead: LogHead?
  /// When the last valid frame arrived.
  public internal(set) var lastSign: MonotonicMillis?

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
  public init(timings: FollowerTimings = FollowerTimings(), seed: UInt64) {
    self.timings = timings
    jitter = Jitter(seed: seed)
    backoff = Backoff(
      firstMilliseconds: timings.backoffFirst, maxMilliseconds: timings.backoffMax)
  }

  /// Takes one event. Times must not go backwards; `started` comes first and once.
  public mutating func step(
    _ event: FollowerEvent, at now: MonotonicMillis
  ) -> [FollowerEffect] {
    var effects: [FollowerEffect] = []
    if case .batchEnded(let outcome) = event {
      endBatch(outcome, at: now, &effects)
    } else if state.isStopped || (startedAt == nil) != event.isStart {
      if !event.isTick { counters.ignored += 1 }
      return effects
    } else {
      take(event, at: now, &effects)
    }
    guard !state.isStopped else { return effects }
    applyWaiting(&effects)
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
    case .live(let record): takeLive(record, at: now, &effects)
    case .heartbeat(let head): takeHeartbeat(head, at: now, &effects)
    case .replayAnswer(let number, let answer):
      takeAnswer(answer, to: number, at: now, &effects)
    case .replayDamaged(let number): takeDamagedAnswer(to: number, at: now, &effects)
    case .replayRefused(let number, let refusal):
      takeRefusal(refusal, to: number, at: now, &effects)
    case .tick: tick(at: now, &effects)
    case .linkReset: resetLink(at: now, &effects)
    case .batchEnded: break
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
}
