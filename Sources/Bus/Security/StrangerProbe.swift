internal import Security

/// The start-up test of an endpoint with keys: knocks with a key made for the purpose, which the
/// ZAP handler must refuse.
actor StrangerProbe {
  enum Outcome: Equatable {
    case refused
    case admitted
    case noAnswer
  }

  /// How long the test waits for the refusal.
  static let limit: Duration = .seconds(5)

  private let bus: MessageBus
  private var socket: (any BusSocket)?
  private var waiter: CheckedContinuation<Outcome, Never>?

  nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  init(bus: MessageBus) { self.bus = bus }

  /// Knocks once, with a socket that the endpoint's kind talks to, and returns what happened.
  func knock(
    with options: SocketOptions, at endpoint: Endpoint, serverKey: [UInt8]
  ) async throws(BusError) -> Outcome {
    let socket = try bus.thread.makeSocket(options) { [weak self] readiness in
      if readiness.contains(.closed) { self?.assumeIsolated { $0.end(.noAnswer) } }
    }
    try socket.watchLink { [weak self] event in
      self?.assumeIsolated { probe in
        switch event {
        case .up: probe.end(.admitted)
        case .refused: probe.end(.refused)
        case .down, .handshakeFailed: break
        }
      }
    }
    try socket.connect(endpoint, .curve(keys: CurveKeyPair.make(), serverKey: serverKey))
    self.socket = socket
    let timer = bus.thread.schedule(after: StrangerProbe.limit) { [weak self] in
      self?.assumeIsolated { $0.end(.noAnswer) }
    }
    let outcome = await withCheckedContinuation { waiter = $0 }
    bus.thread.cancel(timer)
    socket.close()
    return outcome
  }

  private func end(_ outcome: Outcome) {
    waiter?.resume(returning: outcome)
    waiter = nil
  }
}

extension MessageBus {
  /// Proves that an endpoint of this bus refuses an unknown key. A handler that is absent or does
  /// not answer is a failure, too, though libzmq then admits nobody: the endpoint would be of no use.
  /// - Throws: `unknownKeyNotRefused`; what stands in the way of knocking.
  func proveStrangersRefused(
    with options: SocketOptions, at endpoint: Endpoint, publicKey: [UInt8]
  ) async throws(BusError) {
    guard case .tcp(let host, let port) = endpoint else { return }
    let reachable = ["*": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"]
    let target = Endpoint.tcp(host: reachable[host] ?? host, port: port)
    let outcome = try await StrangerProbe(bus: self).knock(
      with: options, at: target, serverKey: publicKey)
    guard outcome == .refused else {
      throw BusError(
        .unknownKeyNotRefused, attempted: "refuse an unknown key at \(endpoint)",
        reason: outcome == .admitted ? "it was admitted" : "no answer in \(StrangerProbe.limit)")
    }
  }
}
