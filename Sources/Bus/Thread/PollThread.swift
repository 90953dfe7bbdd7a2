internal import CZeroMQ
internal import Glibc
internal import Synchronization

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
