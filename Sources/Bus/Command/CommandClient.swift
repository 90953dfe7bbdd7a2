import Synchronization

/// Sends requests through a service's door and brings back the answers: a DEALER with any number of
/// requests under way.
///
/// A request that has no answer is sent again, byte for byte, until its deadline, so a server that
/// restarts and a message that is lost go unnoticed but for the delay. That is safe because a command
/// carries an id under which the service keeps its answer.
package actor CommandClient {
  package typealias Completion = @Sendable (Result<[[UInt8]], RequestFailure>) -> Void

  /// Requests that may wait at a time; one more fails as overloaded.
  package static let pendingMax = 10_000

  nonisolated let bus: MessageBus
  private let pace: ReconnectPace
  private let salt: UInt64
  private let lastNumber = Atomic<UInt64>(0)
  private var socket: (any BusSocket)?
  private var pending: [Correlation: PendingRequest] = [:]
  /// Requests that the socket had no room or no peer for, oldest first.
  private var queue: [Correlation] = []
  private var isClosed = false
  /// Whether a connection went down since the last time that one came up.
  private var hasLostLink = false
  /// Whether the door is connected, and with keys has admitted us.
  package private(set) var isLinkUp = false
  package private(set) var counters = CommandClientCounters()

  package nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  package init(bus: MessageBus, pace: ReconnectPace = .service) {
    self.bus = bus
    self.pace = pace
    salt = bus.thread.randomWord()
  }

  /// Begins to connect to a door, once. The door may come later.
  /// - Throws: `insecure`, `closed`, `system`.
  package func connect(
    to endpoint: Endpoint, _ security: ConnectSecurity = .local
  ) throws(BusError) {
    let socket = try bus.thread.makeSocket(.dealer(pace)) { [weak self] readiness in
      self?.assumeIsolated { $0.serve(readiness) }
    }
    try socket.watchLink { [weak self] event in
      self?.assumeIsolated { $0.linkChanged(event) }
    }
    try socket.connect(endpoint, security)
    self.socket = socket
    flush()
  }

  /// Closes the socket; what waits ends with `closed`.
  package func close() {
    isClosed = true
    socket?.close()
    for correlation in Array(pending.keys) { failAsClosed(correlation) }
  }

  // MARK: Requests, from any thread

  /// Sends a request and waits for its answer's body.
  ///
  /// When the task is cancelled the request is forgotten, but may have been carried out.
  /// - Throws: ``RequestFailure``; `CancellationError`.
  package nonisolated func request(
    _ kind: DoorKind, _ body: [[UInt8]], timeout: Duration, resend: ResendPolicy = .standard
  ) async throws -> [[UInt8]] {
    let correlation = nextCorrelation()
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        begin(correlation, kind, body, timeout, resend) { continuation.resume(returning: $0) }
        // Cancelled before it began: the handler has found nothing to forget.
        if Task.isCancelled { forget(correlation) }
      }
    } onCancel: {
      forget(correlation)
    }
    if case .failure = result { try Task.checkCancellation() }
    return try result.get()
  }

  /// The same with a completion, which is called once, on the bus's thread, and must not block.
  package nonisolated func request(
    _ kind: DoorKind, _ body: [[UInt8]], timeout: Duration, resend: ResendPolicy = .standard,
    completion: @escaping Completion
  ) {
    begin(nextCorrelation(), kind, body, timeout, resend, completion)
  }

  private nonisolated func nextCorrelation() -> Correlation {
    let number = lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
    return Correlation(salt: salt, number: number)
  }

  /// For a caller whose task was cancelled, and who learns it from there.
  private nonisolated func forget(_ correlation: Correlation) {
    bus.thread.post { self.assumeIsolated { $0.failAsClosed(correlation) } }
  }

  private nonisolated func begin(
    _ correlation: Correlation, _ kind: DoorKind, _ body: [[UInt8]], _ timeout: Duration,
    _ resend: ResendPolicy, _ completion: @escaping Completion
  ) {
    let envelope = Envelope(kind: kind, correlation: correlation)
    bus.thread.run {
      self.assumeIsolated { $0.start(envelope, body, timeout, resend, completion) }
    }
  }

  // MARK: On the bus's thread

  private func start(
    _ envelope: Envelope, _ body: [[UInt8]], _ timeout: Duration, _ resend: ResendPolicy,
    _ completion: @escaping Completion
  ) {
    if let failure = obstacle(envelope.kind, body) {
      completion(.failure(failure))
      return
    }
    let correlation = envelope.correlation
    var request = PendingRequest(
      frames: [envelope.frame] + body, answerKind: envelope.kind.answer, completion: completion,
      deadline: bus.thread.schedule(after: timeout) { [weak self] in
        self?.assumeIsolated { $0.expire(correlation) }
      })
    if case .after(let delay) = resend { request.resendDelay = max(delay, .milliseconds(10)) }
    pending[correlation] = request
    counters.requests += 1
    send(correlation)
    scheduleResend(correlation)
  }

  private func obstacle(_ kind: DoorKind, _ body: [[UInt8]]) -> RequestFailure? {
    if isClosed { return .closed(wasSent: false) }
    if !WireLimits.allows(body, for: kind) { return .oversize }
    return pending.count >= CommandClient.pendingMax ? .overloaded : nil
  }

  private func send(_ correlation: Correlation) {
    guard let request = pending[correlation], !request.isQueued else { return }
    guard queue.isEmpty, transmit(request.frames) else {
      pending[correlation]?.isQueued = true
      queue.append(correlation)
      socket?.setInterest([.read, .write])
      return
    }
    pending[correlation]?.wasSent = true
  }

  /// - Returns: whether libzmq took the message. It takes none while nobody is connected.
  private func transmit(_ frames: [[UInt8]]) -> Bool {
    do {
      return try socket?.send(frames) == .sent
    } catch {
      // A closed socket: the request ends with its deadline or the client's own end.
      return false
    }
  }

  private func flush() {
    var done = 0
    for correlation in queue {
      if let request = pending[correlation] {
        guard transmit(request.frames) else { break }
        pending[correlation]?.wasSent = true
        pending[correlation]?.isQueued = false
      }
      done += 1
    }
    queue.removeFirst(done)
    socket?.setInterest(queue.isEmpty ? .read : [.read, .write])
  }

  private func scheduleResend(_ correlation: Correlation) {
    guard let delay = pending[correlation]?.resendDelay else { return }
    pending[correlation]?.resendDelay = min(delay * 2, PendingRequest.resendDelayMax)
    pending[correlation]?.resend = bus.thread.schedule(after: delay) { [weak self] in
      self?.assumeIsolated { client in
        client.counters.resends += 1
        client.send(correlation)
        client.scheduleResend(correlation)
      }
    }
  }

  private func serve(_ readiness: Readiness) {
    if readiness.contains(.closed) { close() }
    if readiness.contains(.write) { flush() }
    guard readiness.contains(.read), let socket else { return }
    do {
      for _ in 0..<BusTurn.messagesMax {
        switch try socket.receive(.answer) {
        case .nothing: return
        case .dropped(let reason): counters.dropped[reason, default: 0] += 1
        case .message(let message): take(message)
        }
      }
    } catch {
      // libzmq gave the socket up; nothing will come any more.
      close()
    }
  }

  private func take(_ message: BusMessage) {
    do {
      let envelope = try Envelope(frame: message.frames[0])
      guard let request = pending[envelope.correlation] else {
        counters.late += 1
        return
      }
      if envelope.kind == request.answerKind {
        finish(envelope.correlation, .success(Array(message.frames.dropFirst())))
      } else if envelope.kind == request.answerKind.request.refusal, message.frames.count > 1 {
        refused(envelope.correlation, try WireWord(frame: message.frames[1]))
      } else {
        throw WireError.kind
      }
    } catch {
      counters.dropped[error as? WireError ?? .field, default: 0] += 1
    }
  }

  /// A refusal that may pass leaves the request waiting for its next sending.
  private func refused(_ correlation: Correlation, _ word: WireWord) {
    pending[correlation]?.lastRefusal = word
    if word.isFinal || pending[correlation]?.resendDelay == nil {
      finish(correlation, .failure(.refused(word)))
    }
  }

  private func linkChanged(_ event: LinkEvent) {
    isLinkUp = event == .up
    if event == .down { hasLostLink = true }
    guard event == .up, hasLostLink else { return }
    hasLostLink = false
    // What was sent before may have been lost with the old connection.
    let again = pending.filter { $0.value.wasSent && $0.value.resendDelay != nil }
    for correlation in again.keys {
      counters.resends += 1
      send(correlation)
    }
  }

  private func expire(_ correlation: Correlation) {
    guard let request = pending[correlation] else { return }
    finish(correlation, .failure(request.failure))
  }

  private func failAsClosed(_ correlation: Correlation) {
    guard let request = pending[correlation] else { return }
    finish(correlation, .failure(.closed(wasSent: request.wasSent)))
  }

  private func finish(
    _ correlation: Correlation, _ result: Result<[[UInt8]], RequestFailure>
  ) {
    guard let request = pending.removeValue(forKey: correlation) else { return }
    bus.thread.cancel(request.deadline)
    if let resend = request.resend { bus.thread.cancel(resend) }
    request.completion(result)
  }
}

/// What a ``CommandClient`` has seen since its start.
package struct CommandClientCounters: Hashable, Sendable {
  package var requests: UInt64 = 0
  package var resends: UInt64 = 0
  /// Answers to requests that had one already, or had been given up.
  package var late: UInt64 = 0
  /// Messages dropped, by reason.
  package var dropped: [WireError: UInt64] = [:]

  package init() {}
}

/// A request that waits for its answer in a ``CommandClient``.
struct PendingRequest {
  static let resendDelayMax: Duration = .seconds(8)

  /// Sent again byte for byte.
  let frames: [[UInt8]]
  let answerKind: DoorKind
  let completion: CommandClient.Completion
  /// nil: never.
  var resendDelay: Duration?
  var deadline: TimerToken
  var resend: TimerToken?
  var wasSent = false
  /// Stands in the client's queue, because the socket took nothing.
  var isQueued = false
  var lastRefusal: WireWord?

  /// What it ends with when its time is over.
  var failure: RequestFailure {
    if let lastRefusal { return .refused(lastRefusal) }
    return wasSent ? .noAnswer : .unreachable
  }
}

/// Why a request has no answer. The first question is always whether it may have been carried out.
package enum RequestFailure: Error, Hashable, Sendable {
  /// It never left this process: nobody answered to the address. Nothing was done.
  case unreachable
  /// It was sent, and no answer came in time: it may have been carried out or not.
  case noAnswer
  /// The door refused it, for the last time with this word. Nothing was done, unless an earlier
  /// sending of it was carried out.
  case refused(WireWord)
  /// Too many requests of this client wait already. Nothing was done.
  case overloaded
  /// It is over a limit of the wire. Nothing was done.
  case oversize
  /// The client or its bus was closed; `wasSent` tells whether it may have been carried out.
  case closed(wasSent: Bool)

  /// Whether the request may have been carried out.
  package var mayHaveHappened: Bool {
    switch self {
    case .noAnswer, .closed(wasSent: true): true
    case .unreachable, .refused, .overloaded, .oversize, .closed(wasSent: false): false
    }
  }
}

/// Whether the same bytes may be sent again while a request waits for its answer.
package enum ResendPolicy: Hashable, Sendable {
  /// At most once: for what would take effect twice.
  case never
  /// For queries, and for commands, which carry an id: after the given time without an answer, then
  /// after twice as long, up to 8 s; and whenever the link comes back.
  case after(Duration)

  package static let standard = ResendPolicy.after(.seconds(1))
}
