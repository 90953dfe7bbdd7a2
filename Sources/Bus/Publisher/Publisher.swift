package import Log
package import Security
import Synchronization

/// Publishes a service's log: each commit's records as one message, and every second the log's head
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

  /// Sends the records of one commit, in this order, after those of earlier calls. From any thread;
  /// never blocks.
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
    while room > 0, let commit = queue.first {
      let part = PublishedBatch.part(of: commit)
      // A follower's socket would cut the link over a record that is too large; the follower gets a
      // refusal from replay instead.
      let count = max(part.count, 1)
      room -= count
      waiting.subtract(count, ordering: .relaxed)
      if part.isEmpty {
        counters.oversize += 1
      } else {
        send(PublishedBatch(part, endsCommit: part.count == commit.count))
      }
      if count == commit.count {
        queue.removeFirst()
      } else {
        queue[0] = commit.dropFirst(count)
      }
    }
    isSending = !queue.isEmpty
    if isSending {
      bus.thread.post { self.assumeIsolated { $0.sendSome() } }
    } else if mustBeat {
      beat()
    }
  }

  private func send(_ batch: PublishedBatch) {
    send(batch.frames)
    counters.records += UInt64(batch.records.count)
    if let first = batch.records.first {
      onPublished(first.header.sequence, batch.head.sequence)
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
