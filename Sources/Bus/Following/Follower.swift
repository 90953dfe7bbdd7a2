package import Log

/// Performs what a ``FollowerMachine`` decides: a SUB for the live records, a DEALER to the log's door,
/// and a sink.
actor Follower {
  static let tickEvery: Duration = .milliseconds(100)

  nonisolated let bus: MessageBus
  nonisolated let shown: FollowerStatusCell
  private let name: String
  private let sink: any FollowerSink
  private let salt: UInt64
  private var machine: FollowerMachine
  private var subscriber: (any BusSocket)?
  private var door: DoorLink?
  private var timer: TimerToken?
  private var isReading = true
  private var hasLostLink = false
  private var lastBatch: UInt64 = 0
  private var lastReport: UInt64 = 0
  private var dropped: [WireError: UInt64] = [:]

  nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  init(bus: MessageBus, name: String, sink: any FollowerSink) {
    self.bus = bus
    self.name = name
    self.sink = sink
    salt = bus.thread.randomWord()
    machine = FollowerMachine(seed: bus.thread.randomWord())
    shown = FollowerStatusCell(machine, at: bus.thread.now)
  }

  func start(_ target: FollowTarget, from cursor: LogCursor?) throws(BusError) {
    let subscriber = try bus.thread.makeSocket(.subscriber) { [weak self] readiness in
      self?.assumeIsolated { $0.serveSubscriber(readiness) }
    }
    try subscriber.watchLink { [weak self] event in
      self?.assumeIsolated { $0.linkChanged(event) }
    }
    // Everything that is published there: a filter would hide a log that took this one's place.
    try subscriber.subscribe()
    try subscriber.connect(target.publisher, target.security)
    self.subscriber = subscriber
    door = try DoorLink(
      to: target.door, target.security, on: bus.thread,
      whenReady: { [weak self] readiness in self?.assumeIsolated { $0.serveDoor(readiness) } },
      whenLinkChanges: { _ in })
    timer = bus.thread.schedule(after: Self.tickEvery, every: Self.tickEvery) { [weak self] in
      self?.assumeIsolated { $0.take(.tick) }
    }
    take(.started(cursor))
  }

  func close() {
    if let timer { bus.thread.cancel(timer) }
    subscriber?.close()
    door?.close()
    subscriber = nil
    door = nil
  }

  // MARK: What arrives

  private func serveSubscriber(_ readiness: Readiness) {
    guard readiness.contains(.read), let subscriber else { return }
    readPublished(subscriber)
    take(.drained)
  }

  /// Takes what is there, up to a turn's worth, or until the machine wants no more: then all of it is
  /// one batch.
  private func readPublished(_ subscriber: any BusSocket) {
    do {
      for _ in 0..<BusTurn.messagesMax where isReading {
        switch try subscriber.receive(.published) {
        case .nothing: return
        case .dropped(let reason): drop(reason)
        case .message(let message): takePublished(message.frames)
        }
      }
    } catch {
      // libzmq gave the socket up: the silence is reported, and a restart mends it.
      subscriber.close()
    }
  }

  private func takePublished(_ frames: [[UInt8]]) {
    do {
      switch try PublishedMessage(frames: frames) {
      case .batch(let batch): take(.live(batch))
      case .heartbeat(let head): take(.heartbeat(head))
      }
    } catch {
      drop(error)
    }
  }

  private func serveDoor(_ readiness: Readiness) {
    if readiness.contains(.write) { door?.flush() }
    guard readiness.contains(.read), let door else { return }
    do {
      for _ in 0..<BusTurn.messagesMax {
        switch try door.receive() {
        case .nothing: return
        case .dropped(let reason): drop(reason)
        case .message(let message): takeAnswer(message.frames)
        }
      }
    } catch {
      // libzmq gave the socket up: requests stay unanswered, which is counted and shown.
      door.close()
    }
  }

  private func takeAnswer(_ frames: [[UInt8]]) {
    let envelope: Envelope
    do {
      envelope = try Envelope(frame: frames.first ?? [])
    } catch {
      return drop(error)
    }
    guard let number = envelope.correlation.number(salt: salt) else { return drop(.kind) }
    let body = frames.dropFirst()
    do {
      switch envelope.kind {
      case DoorKind.replay.answer: take(.replayAnswer(number, try ReplayAnswer(frames: body)))
      case DoorKind.replay.refusal: take(.replayRefused(number, try DoorRefusal(frames: body)))
      default: drop(.kind)
      }
    } catch {
      drop(error)
      take(.replayDamaged(number))
    }
  }

  private func linkChanged(_ event: LinkEvent) {
    if event == .down { hasLostLink = true }
    guard event == .up, hasLostLink else { return }
    hasLostLink = false
    take(.linkReset)
  }

  private func drop(_ reason: WireError) {
    dropped[reason, default: 0] += 1
    shown.show(machine, dropped: dropped, at: bus.thread.now)
  }

  // MARK: What is to be done

  private func take(_ event: FollowerEvent) {
    let now = bus.thread.now
    let effects = machine.step(event, at: now)
    shown.show(machine, dropped: dropped, at: now)
    for effect in effects { perform(effect) }
  }

  private func perform(_ effect: FollowerEffect) {
    switch effect {
    case .ask(let number, let request):
      let correlation = Correlation(salt: salt, number: number)
      door?.send(Envelope(kind: .replay, correlation: correlation), [request.frame])
    case .apply(let batch): apply(batch)
    case .stopReading: setReading(false)
    case .resumeReading: setReading(true)
    case .report(let state):
      sink.stateChanged(state, advertisedHead: machine.advertisedHead)
    case .reportPosition(let cursor):
      lastReport += 1
      let envelope = Envelope(
        kind: .positionReport, correlation: Correlation(salt: salt, number: lastReport))
      door?.send(envelope, PositionReport(follower: name, position: cursor).frames)
    }
  }

  private func apply(_ batch: [Record]) {
    lastBatch += 1
    let number = lastBatch
    sink.apply(batch) { [weak self, bus] outcome in
      // Posted even from the poll thread: the effects before it are performed first.
      bus.thread.post { [weak self] in
        self?.assumeIsolated { $0.batchEnded(number, outcome) }
      }
    }
  }

  private func batchEnded(_ number: UInt64, _ outcome: ApplyOutcome) {
    if number == lastBatch { take(.batchEnded(outcome)) }
  }

  /// The socket stays in the poll set either way: libzmq resubscribes only inside calls on it.
  private func setReading(_ isReading: Bool) {
    self.isReading = isReading
    subscriber?.setInterest(isReading ? .read : [])
  }
}

/// A follower that runs on a bus as long as this handle is kept, until `stop()` or the bus's end.
package final class FollowerHandle: Sendable {
  private let follower: Follower

  init(_ follower: Follower) { self.follower = follower }

  /// Readable from any thread.
  package var status: FollowerStatus { follower.shown.status(at: follower.bus.thread.now) }

  /// Gives up both sockets. A batch that is being applied goes on; its outcome is not waited for.
  package func stop() async { await follower.close() }
}

extension MessageBus {
  /// Follows a log from a position, until the handle is stopped or the bus is closed. The publisher
  /// may come later.
  /// - Parameter cursor: the position that `sink` has stored, `nil` for none.
  /// - Throws: `insecure`, `closed`, `system`.
  package nonisolated func follow(
    _ target: FollowTarget, cursor: LogCursor?, sink: any FollowerSink
  ) async throws(BusError) -> FollowerHandle {
    let follower = Follower(bus: self, name: target.followerName, sink: sink)
    try await follower.start(target, from: cursor)
    return FollowerHandle(follower)
  }
}

/// Where a log is published and asked for.
package struct FollowTarget: Sendable {
  package var publisher: Endpoint
  package var door: Endpoint
  /// The same keys for both.
  package var security: ConnectSecurity
  /// Who follows, for the publisher's list of followers; at most 64 bytes.
  package var followerName: String

  package init(
    publisher: Endpoint, door: Endpoint, security: ConnectSecurity = .local, followerName: String
  ) {
    self.publisher = publisher
    self.door = door
    self.security = security
    self.followerName = followerName
  }
}

/// Where a follower's records go. Both functions are called on the poll thread and must not block.
package protocol FollowerSink: Sendable {
  /// Takes the next records of the log, in order, at most
  /// `FollowerMachine.batchRecordsMax`. There is no other batch before `completion` is called, once,
  /// from any thread.
  func apply(_ batch: [Record], completion: @escaping @Sendable (ApplyOutcome) -> Void)

  /// - Parameter advertisedHead: the furthest end of the log that was heard of; with it the log's id.
  func stateChanged(_ state: FollowerState, advertisedHead: LogHead?)
}

/// What became of a batch that a follower handed to its sink.
package enum ApplyOutcome: Sendable {
  /// The whole batch is committed; the cursor is that of its last record.
  case applied(LogCursor)
  /// The batch does not follow the cursor that is stored, which is given here.
  case gap(LogCursor?)
  /// The batch contradicts what is stored.
  case fork
  /// Nothing was applied, for a reason that may pass (no room, stopping).
  case failed
}
