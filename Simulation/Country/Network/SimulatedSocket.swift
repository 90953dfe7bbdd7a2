import Bus

/// A socket of a simulated process.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SimulatedSocket: BusSocket, @unchecked Sendable {
  let kind: SocketOptions.Kind
  private(set) var isClosed = false
  private let thread: SimulatedThread
  private let network: SimulatedNetwork
  private let highWater: Int
  private let whenReady: @Sendable (Readiness) -> Void
  private var interest = Readiness.read
  private var watcher: (@Sendable (LinkEvent) -> Void)?
  private var inbox: [(message: BusMessage, link: SimulatedLink)] = []
  private var inboxStart = 0
  private var links: [SimulatedLink] = []
  private var target: Endpoint?
  private var isServiceScheduled = false

  init(
    _ options: SocketOptions, on thread: SimulatedThread, network: SimulatedNetwork,
    whenReady: @escaping @Sendable (Readiness) -> Void
  ) {
    kind = options.kind
    highWater = Int(options.sendHighWater)
    self.thread = thread
    self.network = network
    self.whenReady = whenReady
  }

  var process: SimulatedProcess { thread.process }

  func bind(_ endpoint: Endpoint, _ security: BindSecurity) throws(BusError) -> Endpoint {
    try network.bind(self, to: endpoint)
    return endpoint
  }

  func connect(_ endpoint: Endpoint, _ security: ConnectSecurity) throws(BusError) {
    target = endpoint
    network.connect(self, to: endpoint)
  }

  func subscribe() throws(BusError) {}

  func watchLink(_ body: @escaping @Sendable (LinkEvent) -> Void) throws(BusError) {
    watcher = body
  }

  func setInterest(_ interest: Readiness) {
    self.interest = interest
    scheduleService()
  }

  func receive(_ limits: ReceiveLimits) throws(BusError) -> Received {
    guard !isClosed, !process.isDead, inboxStart < inbox.count else { return .nothing }
    let (message, link) = inbox[inboxStart]
    inboxStart += 1
    if inboxStart == inbox.count {
      inbox.removeAll(keepingCapacity: true)
      inboxStart = 0
    }
    link.count(-1, to: self)
    link.peer(of: self).scheduleService()
    if message.frames.count > limits.frames { return .dropped(.frameCount) }
    if message.frames.reduce(0, { $0 + $1.count }) > limits.bytes { return .dropped(.oversize) }
    return .message(message)
  }

  func send(_ frames: [[UInt8]]) throws(BusError) -> SendOutcome {
    guard !isClosed else {
      throw BusError(.closed, attempted: "send", reason: "the socket is closed")
    }
    process.noteSending()
    guard !process.isDead else { return .sent }
    switch kind {
    case .publisher:
      for link in links where link.isSubscribed { _ = transmit(frames, link) }
      return .sent
    case .router:
      guard let link = links.first(where: { $0.routingID == frames[0] }) else { return .gone }
      defer { process.noteAnswer(to: link.connector.process.host) }
      return transmit(Array(frames.dropFirst()), link)
    default:
      guard let link = links.first else { return .full }
      return transmit(frames, link)
    }
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    network.close(self)
    inbox = []
    inboxStart = 0
    whenReady(.closed)
  }

  private func transmit(_ frames: [[UInt8]], _ link: SimulatedLink) -> SendOutcome {
    network.transmit(frames, over: link, to: link.peer(of: self), highWater: highWater)
  }

  // MARK: What the network tells

  func accepted(_ link: SimulatedLink) { links.append(link) }

  func connected(_ link: SimulatedLink) {
    links = [link]
    tell(.up)
    scheduleService()
  }

  func lost(_ link: SimulatedLink) {
    links.removeAll { $0 === link }
    guard link.connector === self, !isClosed, !process.isDead, let target else { return }
    tell(.down)
    network.connect(self, to: target, isFirst: false)
  }

  func arrive(_ frames: [[UInt8]], over link: SimulatedLink) {
    guard link.isUp, !isClosed, !process.isDead else { return }
    let message = kind == .router ? [link.routingID] + frames : frames
    inbox.append((BusMessage(frames: message), link))
    scheduleService()
  }

  private func tell(_ event: LinkEvent) {
    guard let watcher else { return }
    thread.add({ watcher(event) }, after: 50)
  }

  /// What is possible and wanted is told in a turn of the thread, again and again while it is so.
  func scheduleService() {
    guard !isServiceScheduled, !isClosed, !readiness.isEmpty else { return }
    isServiceScheduled = true
    thread.add(
      { [weak self] in
        guard let self else { return }
        self.isServiceScheduled = false
        let readiness = self.readiness
        guard !self.isClosed, !self.process.isDead, !readiness.isEmpty else { return }
        self.whenReady(readiness)
        if self.isStillReady { self.scheduleService() }
      }, after: 10)
  }

  private var readiness: Readiness {
    var possible: Readiness = []
    if inboxStart < inbox.count { possible.insert(.read) }
    if canWrite { possible.insert(.write) }
    return possible.intersection(interest)
  }

  /// Write readiness comes by itself when a peer takes something: it is not asked for again.
  private var isStillReady: Bool { readiness.contains(.read) }

  private var canWrite: Bool {
    guard kind == .dealer, let link = links.first else { return kind != .dealer }
    return link.waiting(to: link.peer(of: self))
      < min(highWater, network.conditions.queueMax)
  }
}
