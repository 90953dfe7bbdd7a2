package import Log
package import Security
import Synchronization

/// Publishes a service's log: its records as they are committed, and every second the log's head
/// (docs/wire-protocol.md, section 3).
///
/// It promises nothing. What a follower misses, for a full queue or a broken link, the follower
/// fetches through the door; the head tells it how far the log goes.
package actor Publisher {
  /// The log's head, or nil while it is not known. Called on the bus's thread every second; must not
  /// block, and must never be ahead of what is committed.
  package typealias HeadSource = @Sendable () -> LogHead?
  /// Told the first and the last sequence that have just been sent. Called on the bus's thread.
  package typealias Observer = @Sendable (_ first: UInt64, _ last: UInt64) -> Void

  /// Records that wait to be sent; further ones are dropped and counted.
  package static let waitingMax = 20_000
  static let heartbeatInterval: Duration = .seconds(1)
  /// Sent in one turn of the thread, so that a large commit does not keep requests waiting.
  private static let recordsPerTurn = 512

  nonisolated let bus: MessageBus
  private let head: HeadSource
  private let onPublished: Observer
  private let waiting = Atomic<Int>(0)
  private var sockets: [any BusSocket] = []
  private var queue: [ArraySlice<Record>] = []
  private var isSending = false
  /// A heartbeat fell due while records waited.
  private var mustBeat = false
  private var heartbeat: TimerToken?
  package private(set) var counters = PublisherCounters() {
    didSet {
      let new = counters
      shown.withLock { $0 = new }
    }
  }
  private nonisolated let shown = Mutex(PublisherCounters())

  package nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  /// The counters as of the last event, for every thread.
  package nonisolated var countersShown: PublisherCounters { shown.withLock { $0 } }

  package init(
    bus: MessageBus, head: @escaping HeadSource, onPublished: @escaping Observer = { _, _ in }
  ) {
    self.bus = bus
    self.head = head
    self.onPublished = onPublished
  }

  /// Opens an endpoint, and begins the heartbeat with the first. With keys, only those that the
  /// authoriser knows in the domain `publication` are admitted, and a stranger's is tried first.
  /// - Returns: the endpoint with its port.
  /// - Throws: `insecure`, `addressInUse`, `unknownKeyNotRefused`, `closed`, `system`.
  @discardableResult
  package func bind(
    _ endpoint: Endpoint, keys: CurveKeyPair? = nil
  ) async throws(BusError) -> Endpoint {
    let socket = try bus.thread.makeSocket(.publisher) { _ in }
    // Nothing is ever read: what a subscriber sends upstream libzmq throws away.
    socket.setInterest([])
    let security = keys.map { BindSecurity.curve(keys: $0, domain: .publication) } ?? .local
    let bound = try socket.bind(endpoint, security)
    if let keys {
      do {
        try await bus.proveStrangersRefused(
          with: .subscriber, at: bound, publicKey: keys.publicKey)
      } catch {
        socket.close()
        throw error
      }
    }
    sockets.append(socket)
    if heartbeat == nil { startHeartbeat() }
    return bound
  }

  /// Sends records, in this order, after those of earlier calls. From any thread; never blocks.
  package nonisolated func publish(_ records: [Record]) {
    guard !records.isEmpty else { return }
    let count = records.count
    guard waiting.add(count, ordering: .relaxed).newValue <= Publisher.waitingMax else {
      waiting.subtract(count, ordering: .relaxed)
      bus.thread.post { self.assumeIsolated { $0.counters.dropped += UInt64(count) } }
      return
    }
    bus.thread.run {
      self.assumeIsolated { publisher in
        publisher.queue.append(records[...])
        if !publisher.isSending { publisher.sendSome() }
      }
    }
  }

  /// Closes the endpoints and ends the heartbeat.
  package func close() {
    if let heartbeat { bus.thread.cancel(heartbeat) }
    for socket in sockets { socket.close() }
    sockets = []
  }

  private func startHeartbeat() {
    heartbeat = bus.thread.schedule(after: .zero, every: Publisher.heartbeatInterval) {
      [weak self] in
      self?.assumeIsolated { $0.beat() }
    }
  }

  private func beat() {
    // A head that overtakes its records would make every follower ask for what is on its way.
    mustBeat = isSending
    guard !isSending, let head = head() else { return }
    send(head.heartbeatFrames)
    counters.heartbeats += 1
  }

  /// Sends up to one turn's worth, and comes back for the rest.
  private func sendSome() {
    var room = Publisher.recordsPerTurn
    while room > 0, let batch = queue.first {
      let part = batch.prefix(room)
      room -= part.count
      send(part)
      if part.count == batch.count {
        queue.removeFirst()
      } else {
        queue[0] = batch.dropFirst(part.count)
      }
    }
    isSending = !queue.isEmpty
    if isSending {
      bus.thread.post { self.assumeIsolated { $0.sendSome() } }
    } else if mustBeat {
      beat()
    }
  }

  private func send(_ records: ArraySlice<Record>) {
    waiting.subtract(records.count, ordering: .relaxed)
    for record in records {
      guard record.payload.count <= WireLimits.payloadBytesMax else {
        // A follower's socket would cut the link; it gets a refusal from replay instead.
        counters.oversize += 1
        continue
      }
      send(record.publishedFrames)
      counters.records += 1
    }
    if let first = records.first, let last = records.last {
      onPublished(first.header.sequence, last.header.sequence)
    }
  }

  private func send(_ frames: [[UInt8]]) {
    for socket in sockets {
      do {
        // PUB never waits: it drops for a follower whose queue is full, and says nothing.
        try socket.send(frames)
      } catch {
        counters.failures += 1
      }
    }
  }
}

/// What a ``Publisher`` has done since its start. What libzmq drops for slow followers is not among
/// it: libzmq does not tell.
package struct PublisherCounters: Hashable, Sendable {
  package var records: UInt64 = 0
  package var heartbeats: UInt64 = 0
  /// Records that were not sent because too many waited.
  package var dropped: UInt64 = 0
  /// Records over the size limit.
  package var oversize: UInt64 = 0
  /// Messages that a socket did not take: it was closed.
  package var failures: UInt64 = 0

  package init() {}
}
