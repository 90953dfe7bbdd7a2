internal import CZeroMQ
internal import Glibc
internal import Synchronization

/// What became possible on a socket.
public struct Readiness: OptionSet, Sendable {
  public let rawValue: Int16

  public init(rawValue: Int16) { self.rawValue = rawValue }

  public static let read = Readiness(rawValue: 1)
  public static let write = Readiness(rawValue: 2)
  /// The bus was closed, and the socket with it. Comes once, wanted or not.
  package static let closed = Readiness(rawValue: 1 << 14)
}

/// Names a socket in a thread's poll set.
struct SocketToken: Hashable, Sendable {
  let number: UInt64
}

/// A socket in the poll set. It stays there without interest, too: an unpolled socket does not
/// notice that its peer has come back.
struct Registration {
  let raw: UnsafeMutableRawPointer
  var interest: Readiness
  let whenReady: @Sendable (Readiness) -> Void
}

extension PollThread {
  /// Adds a socket that has just been made; from now on the thread will close it.
  func register(
    _ raw: UnsafeMutableRawPointer, whenReady: @escaping @Sendable (Readiness) -> Void
  ) -> SocketToken {
    lastToken += 1
    let token = SocketToken(number: lastToken)
    registrations[token] = Registration(raw: raw, interest: .read, whenReady: whenReady)
    pollSetIsStale = true
    return token
  }

  func setInterest(_ interest: Readiness, of token: SocketToken) {
    guard let old = registrations[token]?.interest, old != interest else { return }
    registrations[token]?.interest = interest
    pollSetIsStale = true
  }

  /// Closes one socket; nothing happens when it is closed already.
  func closeSocket(_ token: SocketToken) {
    guard let registration = registrations.removeValue(forKey: token) else { return }
    pollSetIsStale = true
    stopMonitoring(registration.raw)
    zmq_close(registration.raw)
  }

  /// To be done before either end of a monitored socket is closed: libzmq tells of a link with a
  /// send that waits, on the one thread that serves all sockets, and with nobody at the other end it
  /// waits for ever.
  private func stopMonitoring(_ raw: UnsafeMutableRawPointer) {
    // Of a socket without a monitor, or one that libzmq gave up, there is nothing to stop.
    _ = zmq_socket_monitor(raw, nil, 0)
  }

  func closeSockets() {
    let closing = registrations.values
    for registration in closing { stopMonitoring(registration.raw) }
    for registration in closing { zmq_close(registration.raw) }
    registrations = [:]
    pollSetIsStale = true
    timers.removeAll()
    if let context {
      while zmq_ctx_term(context) < 0, zmq_errno() == EINTR {}
    }
    context = nil
    directories.closeAll()
    for registration in closing { registration.whenReady(.closed) }
  }

  func turn() {
    wait()
    if pollItems[0].revents != 0 { wake.clear() }
    runWork()
    let now = ContinuousClock.now
    while let body = timers.popDue(now) { body() }
    serveSockets()
  }

  private func wait() {
    if pollSetIsStale { rebuildPollSet() }
    let hasWork = inbox.withLock { !$0.work.isEmpty }
    let timeout = hasWork ? 0 : Int(millisecondsToWait())
    for index in pollItems.indices { pollItems[index].revents = 0 }
    // Interrupted or not: the turn goes on with what is ready, and the next one waits again.
    if zmq_poll(&pollItems, Int32(pollItems.count), timeout) < 0 {
      for index in pollItems.indices { pollItems[index].revents = 0 }
    }
  }

  private func millisecondsToWait() -> Int64 {
    guard let due = timers.nextDue else { return 100 }
    let left = min(max(due - .now, .zero), PollThread.longestWait)
    // Rounded up, lest the thread spin through the last fraction of a millisecond.
    return (left.components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }

  private func rebuildPollSet() {
    pollItems = [
      zmq_pollitem_t(socket: nil, fd: wake.descriptor, events: Int16(ZMQ_POLLIN), revents: 0)
    ]
    pollTokens = []
    for (token, registration) in registrations {
      pollItems.append(
        zmq_pollitem_t(
          socket: registration.raw, fd: 0, events: registration.interest.rawValue, revents: 0))
      pollTokens.append(token)
    }
    pollSetIsStale = false
  }

  private func runWork() {
    inbox.withLock { inbox in
      inbox.isSignalled = false
      swap(&inbox.work, &taken)
    }
    for work in taken {
      switch work {
      case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
      case .block(let block): block()
      }
    }
    taken.removeAll(keepingCapacity: true)
  }

  private func serveSockets() {
    // What runs here may add and close sockets: the items are looked up again by their token.
    var ready: [(SocketToken, Readiness)] = []
    for (index, token) in pollTokens.enumerated() where index + 1 < pollItems.count {
      let events = pollItems[index + 1].revents
      if events != 0 { ready.append((token, Readiness(rawValue: events))) }
    }
    for (token, readiness) in ready { registrations[token]?.whenReady(readiness) }
  }
}
