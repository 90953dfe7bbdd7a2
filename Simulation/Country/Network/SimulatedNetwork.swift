import Bus

/// The network of a simulated country: it delays, loses, doubles, reorders and cuts as it is told, by
/// its dice.
///
/// Within its limits it is worse than ZeroMQ over TCP, which neither doubles nor reorders within one
/// connection: what the services promise must not rest on that.
final class SimulatedNetwork {
  /// How long an end goes without a sign before it gives the connection up.
  static let silenceMicroseconds: Int64 = 3_000_000

  struct Counters: Sendable {
    var sent = 0
    var lost = 0
    var doubled = 0
    var reordered = 0
    var full = 0
    var broken = 0
  }

  let loop: SimulationLoop
  var conditions = NetworkConditions()
  private(set) var counters = Counters()
  private var random: SimulationRandom
  private var bound: [Endpoint: SimulatedSocket] = [:]
  private var links: [SimulatedLink] = []
  private var cuts: Set<Cut> = []
  private var lastRoutingID: UInt32 = 0

  /// Nothing gets from one host to the other.
  private struct Cut: Hashable {
    let from: String
    let to: String
  }

  init(on loop: SimulationLoop, random: SimulationRandom) {
    self.loop = loop
    self.random = random
  }

  // MARK: Faults

  /// Cuts one direction. A connection that stays cut for three seconds breaks.
  func cut(from: String, to: String) {
    guard cuts.insert(Cut(from: from, to: to)).inserted else { return }
    loop.after(SimulatedNetwork.silenceMicroseconds) { [weak self] in self?.breakSilentLinks() }
  }

  func healAll() { cuts = [] }

  func heal(from: String, to: String) { cuts.remove(Cut(from: from, to: to)) }

  /// Peers of a frozen process give its connections up.
  func noteFrozen(_ process: SimulatedProcess) {
    loop.after(SimulatedNetwork.silenceMicroseconds) { [weak self, weak process] in
      guard let self, let process, process.isFrozen else { return }
      self.breakLinks { $0.connector.process === process || $0.acceptor.process === process }
    }
  }

  /// The process is gone: its endpoints and connections go with it, at once, or a little later, so that
  /// what it had sent still arrives.
  func noteDead(_ process: SimulatedProcess) {
    bound = bound.filter { $0.value.process !== process }
    let breakAll = { [weak self] () -> Void in
      self?.breakLinks { $0.connector.process === process || $0.acceptor.process === process }
    }
    if random.once(in: 3) {
      breakAll()
    } else {
      loop.after(Int64(random.number(100...2_000)), breakAll)
    }
  }

  private func breakSilentLinks() {
    breakLinks { link in
      let (one, other) = (link.connector.process.host, link.acceptor.process.host)
      return isCut(from: one, to: other) || isCut(from: other, to: one)
    }
  }

  private func breakLinks(where isBroken: (SimulatedLink) -> Bool) {
    let broken = links.filter(isBroken)
    guard !broken.isEmpty else { return }
    links.removeAll { $0.isUp == false || isBroken($0) }
    for link in broken where link.isUp { end(link) }
  }

  private func isCut(from: String, to: String) -> Bool {
    !cuts.isEmpty && cuts.contains(Cut(from: from, to: to))
  }

  // MARK: What sockets ask

  func bind(_ socket: SimulatedSocket, to endpoint: Endpoint) throws(BusError) {
    guard bound[endpoint] == nil else {
      throw BusError(.addressInUse, attempted: "bind \(endpoint)", reason: "in use")
    }
    bound[endpoint] = socket
  }

  func close(_ socket: SimulatedSocket) {
    bound = bound.filter { $0.value !== socket }
    // Of a dead process they break when `noteDead` says.
    if socket.process.isDead { return }
    breakLinks { $0.connector === socket || $0.acceptor === socket }
  }

  /// Tries to connect, and goes on trying while the socket lives.
  func connect(_ socket: SimulatedSocket, to endpoint: Endpoint, isFirst: Bool = true) {
    let wait = Int64(isFirst ? random.number(50...2_000) : random.number(20_000...500_000))
    loop.after(wait) { [weak self, weak socket] in
      guard let self, let socket, !socket.isClosed, !socket.process.isDead else { return }
      guard !socket.process.isFrozen, let acceptor = self.bound[endpoint],
        !acceptor.process.isFrozen,
        !self.isCut(from: socket.process.host, to: acceptor.process.host),
        !self.isCut(from: acceptor.process.host, to: socket.process.host)
      else { return self.connect(socket, to: endpoint, isFirst: false) }
      self.establish(socket, acceptor)
    }
  }

  private func establish(_ connector: SimulatedSocket, _ acceptor: SimulatedSocket) {
    lastRoutingID += 1
    let id = lastRoutingID
    let routingID = [0] + stride(from: 24, through: 0, by: -8).map { UInt8((id >> $0) & 255) }
    let link = SimulatedLink(
      connector: connector, acceptor: acceptor, routingID: routingID)
    links.append(link)
    acceptor.accepted(link)
    connector.connected(link)
    if connector.kind == .subscriber {
      // The subscription is a message, too: what is published before it arrives passes by.
      loop.after(Int64(random.number(50...3_000))) { link.isSubscribed = true }
    }
  }

  private func end(_ link: SimulatedLink) {
    counters.broken += 1
    link.isUp = false
    link.acceptor.lost(link)
    link.connector.lost(link)
  }

  /// Takes a message for the other end of a link.
  /// - Returns: `full` when too many wait.
  func transmit(
    _ frames: [[UInt8]], over link: SimulatedLink, to receiver: SimulatedSocket,
    highWater: Int
  ) -> SendOutcome {
    guard link.isUp else { return .gone }
    let limit = min(highWater == 0 ? .max : highWater, conditions.queueMax)
    guard link.waiting(to: receiver) < limit else {
      counters.full += 1
      return .full
    }
    counters.sent += 1
    let sender = link.peer(of: receiver)
    guard !isCut(from: sender.process.host, to: receiver.process.host),
      !random.chance(perMillion: conditions.loss)
    else {
      counters.lost += 1
      return .sent
    }
    deliver(frames, over: link, to: receiver)
    if random.chance(perMillion: conditions.duplication) {
      counters.doubled += 1
      deliver(frames, over: link, to: receiver)
    }
    return .sent
  }

  private func deliver(
    _ frames: [[UInt8]], over link: SimulatedLink, to receiver: SimulatedSocket
  ) {
    link.count(1, to: receiver)
    var arrival = loop.now + Int64(random.number(30...300))
    if random.chance(perMillion: conditions.delay) {
      arrival += Int64(random.number(0...conditions.delayMaxMicroseconds))
    }
    let isToAcceptor = receiver === link.acceptor
    let last = isToAcceptor ? link.lastArrival.toAcceptor : link.lastArrival.toConnector
    if random.chance(perMillion: conditions.reordering) {
      counters.reordered += 1
      arrival += Int64(random.number(0...20_000))
    } else {
      arrival = max(arrival, last)
      if isToAcceptor {
        link.lastArrival.toAcceptor = arrival
      } else {
        link.lastArrival.toConnector = arrival
      }
    }
    loop.after(arrival - loop.now) { receiver.arrive(frames, over: link) }
  }
}
