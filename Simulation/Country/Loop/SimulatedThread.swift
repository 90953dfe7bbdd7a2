import Bus

/// The thread of a bus in a simulation: its work is done by the loop, a little later each time, so that
/// processes take turns as the dice say.
///
/// - Note: `@unchecked Sendable`: touched by the simulation's one thread.
final class SimulatedThread: BusThread, @unchecked Sendable {
  let process: SimulatedProcess
  private let network: SimulatedNetwork
  private var random: SimulationRandom
  private var sockets: [SimulatedSocket] = []
  private var timers: Set<UInt64> = []
  private var lastTimer: UInt64 = 0
  /// Until when the work that was handed in lasts: what comes later waits behind it.
  private var busyUntil: Int64 = 0

  init(
    of process: SimulatedProcess, network: SimulatedNetwork, random: SimulationRandom
  ) {
    self.process = process
    self.network = network
    self.random = random
  }

  var now: MonotonicMillis { MonotonicMillis(process.loop.now / 1_000) }

  func randomWord() -> UInt64 { random.next() }

  var isCurrent: Bool { process.loop.current === self }

  func enqueue(_ job: consuming ExecutorJob) {
    process.loop.add(.isolated(UnownedJob(job), self), after: turn(), of: process, isBusWork: true)
  }

  func post(_ block: @escaping @Sendable () -> Void) {
    add(block, after: turn())
  }

  func checkIsolated() { precondition(isCurrent, "only the bus's thread may do this") }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  func makeSocket(
    _ options: SocketOptions, whenReady: @escaping @Sendable (Readiness) -> Void
  ) throws(BusError) -> any BusSocket {
    let socket = SimulatedSocket(options, on: self, network: network, whenReady: whenReady)
    sockets.append(socket)
    return socket
  }

  @discardableResult
  func schedule(
    after delay: Duration, every interval: Duration?, _ body: @escaping @Sendable () -> Void
  ) -> TimerToken {
    lastTimer += 1
    let number = lastTimer
    timers.insert(number)
    ring(number, after: delay, every: interval, body)
    return TimerToken(number: number)
  }

  func cancel(_ token: TimerToken) { timers.remove(token.number) }

  func close() {
    for socket in sockets { socket.close() }
    sockets = []
    timers = []
  }

  /// Runs `body` as this thread's work, after `microseconds`.
  func add(_ body: @escaping () -> Void, after microseconds: Int64) {
    process.loop.add(
      .block { [weak self] in
        // The thread lives as long as something refers to it; what comes later is nobody's.
        guard let self else { return }
        self.process.loop.on(self) { body() }
      }, after: microseconds, of: process, isBusWork: true)
  }

  private func ring(
    _ number: UInt64, after delay: Duration, every interval: Duration?,
    _ body: @escaping @Sendable () -> Void
  ) {
    add(
      { [weak self] in
        guard let self, self.timers.contains(number) else { return }
        if let interval {
          self.ring(number, after: interval, every: interval, body)
        } else {
          self.timers.remove(number)
        }
        body()
      }, after: delay.microseconds)
  }

  /// When a piece of work that is handed in now has its turn, from now: in order, each a little later.
  private func turn() -> Int64 {
    busyUntil = max(busyUntil, process.loop.now) + Int64(random.number(1...20))
    return busyUntil - process.loop.now
  }
}

extension Duration {
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
