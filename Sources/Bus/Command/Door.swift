import Security
import Synchronization

/// The door of a service: a ROUTER on each of its endpoints, which hands every request to the
/// handler of its kind (docs/wire-protocol.md, section 4).
///
/// Requests whose key is unknown, revoked since the handshake, or not admitted here are refused;
/// malformed messages are dropped and counted. Everything runs on the bus's thread, in the order in
/// which a peer sent it.
package actor Door {
  /// Called on the bus's thread; must not block. The responder may be kept and used from any thread.
  package typealias Handler = @Sendable (DoorRequest, Responder) -> Void

  private enum Service {
    case answered(Handler)
    case notice(@Sendable (DoorRequest) -> Void)
  }

  /// Requests that are not answered yet: how many, and the bytes of their bodies.
  private struct Load {
    var count = 0
    var bytes = 0

    mutating func add(_ size: Int) {
      count += 1
      bytes += size
    }

    mutating func remove(_ size: Int) {
      count -= 1
      bytes -= size
    }
  }

  private struct Entrance {
    let socket: any BusSocket
    /// nil: local.
    let domain: SecurityDomain?
  }

  nonisolated let bus: MessageBus
  private let configuration: DoorConfiguration
  private var entrances: [Entrance] = []
  private var services: [DoorKind: Service] = [:]
  private var inFlight: [DoorPeer: Load] = [:]
  private var inFlightOfAll = Load()
  package private(set) var counters = DoorCounters() {
    didSet {
      let new = counters
      shown.withLock { $0 = new }
    }
  }
  private nonisolated let shown = Mutex(DoorCounters())

  package nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  /// The counters as of the last event, for every thread.
  package nonisolated var countersShown: DoorCounters { shown.withLock { $0 } }

  package init(bus: MessageBus, configuration: DoorConfiguration = DoorConfiguration()) {
    self.bus = bus
    self.configuration = configuration
  }

  /// Serves requests of `kind`; to be called before ``bind(_:_:)``. A later call replaces the handler.
  package func on(_ kind: DoorKind, _ handler: @escaping Handler) {
    services[kind] = .answered(handler)
  }

  /// Serves messages of `kind`, which have no answer.
  package func onNotice(_ kind: DoorKind, _ handler: @escaping @Sendable (DoorRequest) -> Void) {
    services[kind] = .notice(handler)
  }

  /// Opens an endpoint. One with keys is not read from until a stranger's key, made for the
  /// purpose, has been refused.
  /// - Returns: the endpoint with its port.
  /// - Throws: `insecure`, `addressInUse`, `unknownKeyNotRefused`, `closed`, `system`.
  @discardableResult
  package func bind(
    _ endpoint: Endpoint, _ security: BindSecurity = .local
  ) async throws(BusError) -> Endpoint {
    let index = entrances.count
    let options = SocketOptions.router(sendHighWater: configuration.sendHighWater)
    let socket = try bus.thread.makeSocket(options) { [weak self] readiness in
      guard readiness.contains(.read) else { return }
      self?.assumeIsolated { $0.serve(index) }
    }
    let bound = try socket.bind(endpoint, security)
    guard case .curve(let keys, let domain) = security else {
      entrances.append(Entrance(socket: socket, domain: nil))
      return bound
    }
    entrances.append(Entrance(socket: socket, domain: domain))
    socket.setInterest([])
    do {
      try await bus.proveStrangersRefused(
        with: .dealer, at: bound, publicKey: keys.publicKey)
    } catch {
      socket.close()
      throw error
    }
    socket.setInterest(.read)
    return bound
  }

  /// Closes all endpoints; answers that are still on their way are dropped. Its handlers are let go, with
  /// what they hold.
  package func close() {
    for entrance in entrances { entrance.socket.close() }
    services = [:]
    inFlight = [:]
    inFlightOfAll = Load()
  }

  /// Whether the peer's key is admitted now, as it was when it connected. A local peer always is.
  func isAdmitted(_ peer: DoorPeer) -> Bool {
    guard let domain = peer.domain else { return true }
    guard let sender = peer.sender else { return false }
    return bus.authoriser(domain, sender.publicKey) == sender.user
  }

  /// Sends a message that is no answer.
  func push(_ envelope: Envelope, _ body: [[UInt8]], to peer: DoorPeer) -> SendOutcome {
    guard entrances.indices.contains(peer.socket) else { return .gone }
    do {
      let outcome = try entrances[peer.socket].socket.send(
        [peer.routingID, envelope.frame] + body)
      switch outcome {
      case .sent: break
      case .full: counters.peersFull += 1
      case .gone: counters.peersGone += 1
      }
      return outcome
    } catch {
      // The entrance is closed, and its peers with it.
      counters.peersGone += 1
      return .gone
    }
  }

  // MARK: Answers, from any thread

  /// - Parameter size: what the request weighs.
  nonisolated func finish(
    _ envelope: Envelope, _ body: [[UInt8]], for peer: DoorPeer, size: Int
  ) {
    bus.thread.run {
      self.assumeIsolated {
        $0.leave(peer, size)
        $0.send(envelope, body, answering: peer)
      }
    }
  }

  nonisolated func release(_ peer: DoorPeer, size: Int) {
    bus.thread.run {
      self.assumeIsolated {
        $0.counters.unanswered += 1
        $0.leave(peer, size)
      }
    }
  }

  private func send(_ envelope: Envelope, _ body: [[UInt8]], answering peer: DoorPeer) {
    let isSent: Bool
    if WireLimits.allows(body, for: envelope.kind) {
      isSent = push(envelope, body, to: peer) == .sent
    } else {
      counters.oversizeAnswers += 1
      let refusal = Envelope(
        kind: envelope.kind.request.refusal, correlation: envelope.correlation)
      isSent = push(refusal, [WireWord.oversize.frame], to: peer) == .sent
    }
    if isSent { counters.answers += 1 }
  }

  private func leave(_ peer: DoorPeer, _ size: Int) {
    guard var load = inFlight[peer] else { return }
    load.remove(size)
    inFlight[peer] = load.count == 0 ? nil : load
    inFlightOfAll.remove(size)
  }

  // MARK: Requests

  private func serve(_ index: Int) {
    guard entrances.indices.contains(index) else { return }
    let entrance = entrances[index]
    do {
      for _ in 0..<BusTurn.messagesMax {
        switch try entrance.socket.receive(.door) {
        case .nothing: return
        case .dropped(let reason): counters.dropped[reason, default: 0] += 1
        case .message(let message): take(message, through: entrance, index)
        }
      }
    } catch {
      // libzmq gave the socket up; its peers see a closed connection.
      counters.lostEndpoints += 1
      entrance.socket.close()
    }
  }

  private func take(_ message: BusMessage, through entrance: Entrance, _ index: Int) {
    guard message.frames.count >= 2 else {
      counters.dropped[.frameCount, default: 0] += 1
      return
    }
    let envelope: Envelope
    do {
      envelope = try Envelope(frame: message.frames[1])
    } catch {
      counters.dropped[error, default: 0] += 1
      return
    }
    let peer = DoorPeer(
      socket: index, routingID: message.frames[0], sender: message.sender,
      domain: entrance.domain)
    counters.requests += 1
    guard isAdmitted(peer) else {
      counters.forbidden += 1
      refuse(envelope, .forbidden, peer)
      return
    }
    let request = DoorRequest(
      kind: envelope.kind, correlation: envelope.correlation,
      body: Array(message.frames.dropFirst(2)), peer: peer)
    switch services[envelope.kind] {
    case nil:
      counters.unknownKinds += 1
      refuse(envelope, .unknownKind, peer)
    case .notice(let handler): handler(request)
    case .answered(let handler):
      let size = request.body.reduce(0) { $0 + $1.count }
      guard enter(peer, size) else {
        counters.overloaded += 1
        refuse(envelope, .overloaded, peer)
        return
      }
      handler(request, Responder(door: self, envelope: envelope, peer: peer, size: size))
    }
  }

  private func enter(_ peer: DoorPeer, _ size: Int) -> Bool {
    let load = inFlight[peer, default: Load()]
    guard load.count < configuration.inFlightPerPeerMax,
      load.bytes + size <= configuration.inFlightBytesPerPeerMax,
      inFlightOfAll.count < configuration.inFlightMax,
      inFlightOfAll.bytes + size <= configuration.inFlightBytesMax
    else { return false }
    inFlight[peer, default: Load()].add(size)
    inFlightOfAll.add(size)
    return true
  }

  private func refuse(_ envelope: Envelope, _ word: WireWord, _ peer: DoorPeer) {
    _ = push(envelope.refusal, [word.frame], to: peer)
  }
}

/// A message that came through a door, with what is known of its sender.
package struct DoorRequest: Sendable {
  package let kind: DoorKind
  package let correlation: Correlation
  /// The frames after the envelope, at most 15.
  package let body: [[UInt8]]
  package let peer: DoorPeer

  /// The unit's id or the service's name that the CURVE key proved; nil for a local peer.
  package var user: String? { peer.sender?.user }
  /// Whether the peer came over `ipc`, so that file modes vouch for it.
  package var isLocal: Bool { peer.isLocal }
}

/// One connection to a door. Two connections of the same user are two peers.
package struct DoorPeer: Hashable, Sendable {
  /// Which of the door's sockets it came through.
  let socket: Int
  /// Where an answer goes; says nothing about who asks.
  let routingID: [UInt8]
  let sender: AuthenticatedPeer?
  /// nil without CURVE.
  let domain: SecurityDomain?

  package var user: String? { sender?.user }
  package var isLocal: Bool { domain == nil }

  package static func == (left: DoorPeer, right: DoorPeer) -> Bool {
    left.socket == right.socket && left.routingID == right.routingID
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(socket)
    hasher.combine(routingID)
  }
}

/// Answers one request, once, from any thread. Further answers, and one to a peer that has gone,
/// do nothing but count. Let go without an answer, it leaves the client to its own deadline.
package final class Responder: Sendable {
  private let door: Door
  private let envelope: Envelope
  private let peer: DoorPeer
  /// What the request weighs.
  private let size: Int
  private let isDone = Atomic<Bool>(false)

  init(door: Door, envelope: Envelope, peer: DoorPeer, size: Int) {
    self.door = door
    self.envelope = envelope
    self.peer = peer
    self.size = size
  }

  deinit {
    if !isDone.load(ordering: .relaxed) { door.release(peer, size: size) }
  }

  /// - Returns: false when the request had its answer already.
  @discardableResult
  package func answer(_ body: [[UInt8]]) -> Bool { finish(envelope.answer, body) }

  /// Refuses the request itself; a service's own refusal is an answer.
  @discardableResult
  package func refuse(_ word: WireWord, _ more: [[UInt8]] = []) -> Bool {
    finish(envelope.refusal, [word.frame] + more)
  }

  private func finish(_ envelope: Envelope, _ body: [[UInt8]]) -> Bool {
    if isDone.exchange(true, ordering: .relaxed) { return false }
    door.finish(envelope, body, for: peer, size: size)
    return true
  }
}

extension WireLimits {
  /// Whether a body may be sent with a message of this kind.
  static func allows(_ body: [[UInt8]], for kind: DoorKind) -> Bool {
    if kind == DoorKind.replay.answer {
      return body.count <= replayAnswerFramesMax
        && body.allSatisfy { $0.count <= recordsFrameBytesMax }
    }
    return body.count < framesMax && body.allSatisfy { $0.count <= payloadBytesMax }
      && body.reduce(0) { $0 + $1.count } <= 2 * payloadBytesMax
  }
}
