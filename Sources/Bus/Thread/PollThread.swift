import CZeroMQ
import Glibc
import Synchronization

/// The thread that polls every ZeroMQ socket of a bus, as the executor of the actors that own them.
///
/// An actor whose `unownedExecutor` is this thread runs *on* it, so the compiler proves that its
/// sockets are touched by no other thread. One turn of the thread waits for sockets, work or a
/// timer, runs the work that has been handed in, then the timers that are due, then what the ready
/// sockets ask for. Nothing that runs here may block.
///
/// The thread lives as long as something refers to it; `close()` only takes its sockets away, so
/// that a job which comes late still runs.
package final class PollThread: BusThread, @unchecked Sendable {
  // `inbox`, `identity` and `wake` are for every thread. Everything else is touched by this thread
  // alone, or by whoever drops the last reference.

  /// A safety net: an unpolled SUB socket does not resubscribe.
  static let longestWait: Duration = .milliseconds(100)

  enum Work {
    case job(UnownedJob)
    case block(@Sendable () -> Void)
  }

  struct Inbox {
    var work: [Work] = []
    var isSignalled = false
  }

  let inbox = Mutex(Inbox())
  let wake: WakeUp
  private let identity = Atomic<UInt>(0)

  /// nil when closed.
  var context: UnsafeMutableRawPointer?
  var registrations: [SocketToken: Registration] = [:]
  var pollItems: [zmq_pollitem_t] = []
  /// The registration behind each poll item after the first, which is the eventfd.
  var pollTokens: [SocketToken] = []
  var pollSetIsStale = true
  var lastToken: UInt64 = 0
  var timers = TimerQueue()
  var directories = SocketDirectories()
  /// Taken from the inbox; kept for its capacity.
  var taken: [Work] = []

  /// Starts the thread.
  package init(name: String) throws(BusError) {
    wake = try WakeUp()
    guard let context = zmq_ctx_new() else { throw BusError.lastCall("create a context") }
    self.context = context
    zmq_ctx_set(context, ZMQ_IO_THREADS, 1)
    zmq_ctx_set(context, ZMQ_MAX_SOCKETS, 1024)
    zmq_ctx_set(context, ZMQ_BLOCKY, 0)
    try start(name: name)
  }

  deinit { closeSockets() }

  package var isCurrent: Bool { identity.load(ordering: .relaxed) == UInt(pthread_self()) }

  // MARK: From any thread

  package func enqueue(_ job: consuming ExecutorJob) { hand(in: .job(UnownedJob(job))) }

  package func post(_ block: @escaping @Sendable () -> Void) { hand(in: .block(block)) }

  package func checkIsolated() {
    precondition(isCurrent, "only the bus's poll thread may do this")
  }

  package func isIsolatingCurrentContext() -> Bool? { isCurrent }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  private func hand(in work: Work) {
    let mustSignal = inbox.withLock { inbox in
      inbox.work.append(work)
      if inbox.isSignalled || isCurrent { return false }
      inbox.isSignalled = true
      return true
    }
    if mustSignal { wake.signal() }
  }

  package var now: MonotonicMillis { .now }

  package func randomWord() -> UInt64 { .random(in: .min ... .max) }

  // MARK: On the thread

  package func makeSocket(
    _ options: SocketOptions, whenReady: @escaping @Sendable (Readiness) -> Void
  ) throws(BusError) -> any BusSocket {
    try Socket(options, on: self, whenReady: whenReady)
  }

  @discardableResult
  package func schedule(
    after delay: Duration, every interval: Duration?, _ body: @escaping @Sendable () -> Void
  ) -> TimerToken {
    checkIsolated()
    return timers.add(due: .now + delay, every: interval, body)
  }

  package func cancel(_ token: TimerToken) {
    checkIsolated()
    timers.cancel(token)
  }

  /// The context goes with the sockets.
  package func close() {
    checkIsolated()
    closeSockets()
  }

  // MARK: The thread's life

  /// What the started thread holds: not the executor itself, which would then never be freed.
  private final class Birth {
    weak var thread: PollThread?
    let name: String

    init(_ thread: PollThread, _ name: String) {
      self.thread = thread
      self.name = name
    }
  }

  private func start(name: String) throws(BusError) {
    let birth = Unmanaged.passRetained(Birth(self, String(name.prefix(15))))
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    // The new thread inherits the mask: signals are for the main thread.
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var handle = pthread_t()
    let result = pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        PollThread.live(Unmanaged<Birth>.fromOpaque(argument).takeRetainedValue())
        return nil
      }, birth.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    guard result == 0 else {
      birth.release()
      throw BusError(
        .exhausted, attempted: "start the poll thread", reason: String(cString: strerror(result)))
    }
    pthread_detach(handle)
  }

  private static func live(_ birth: Birth) {
    czmq_name_this_thread(birth.name)
    birth.thread?.identity.store(UInt(pthread_self()), ordering: .relaxed)
    while let thread = birth.thread { thread.turn() }
  }
}

/// What became possible on a socket.
package struct Readiness: OptionSet, Sendable {
  package let rawValue: Int16

  package init(rawValue: Int16) { self.rawValue = rawValue }

  package static let read = Readiness(rawValue: 1)
  package static let write = Readiness(rawValue: 2)
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

/// An eventfd: lets any thread end the poll thread's wait.
struct WakeUp: ~Copyable, Sendable {
  let descriptor: Int32

  init() throws(BusError) {
    descriptor = eventfd(0, czmq_eventfd_flags)
    guard descriptor >= 0 else { throw BusError.lastCall("create an eventfd") }
  }

  deinit { close(descriptor) }

  /// Thread-safe. The counter cannot overflow: it is written once per burst.
  func signal() {
    var one: UInt64 = 1
    while write(descriptor, &one, 8) < 0, errno == EINTR {}
  }

  func clear() {
    var count: UInt64 = 0
    while read(descriptor, &count, 8) < 0, errno == EINTR {}
  }
}
