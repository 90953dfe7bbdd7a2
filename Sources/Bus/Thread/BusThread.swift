/// The thread of a bus, as the executor of the actors that own its sockets.
///
/// libzmq's is ``PollThread``. What runs here must not block.
package protocol BusThread: SerialExecutor {
  /// To be called on the thread.
  /// - Parameter whenReady: called on the thread with what is possible and wanted.
  func makeSocket(
    _ options: SocketOptions, whenReady: @escaping @Sendable (Readiness) -> Void
  ) throws(BusError) -> any BusSocket

  /// Monotonic time; from any thread.
  var now: MonotonicMillis { get }

  /// For delays and correlations that must not be the same twice; from any thread.
  func randomWord() -> UInt64

  /// Whether the caller runs on this thread.
  var isCurrent: Bool { get }

  /// Runs `block` on the thread, after what was handed in before. Never blocks; from any thread.
  func post(_ block: @escaping @Sendable () -> Void)

  /// Runs `body` once after `delay`, or again and again when `interval` is given; on monotonic time.
  /// To be called on the thread.
  @discardableResult
  func schedule(
    after delay: Duration, every interval: Duration?, _ body: @escaping @Sendable () -> Void
  ) -> TimerToken

  /// A timer that has run or was cancelled before is no error. To be called on the thread.
  func cancel(_ token: TimerToken)

  /// Closes every socket, and drops all timers. Nothing that is still queued in a socket is sent.
  /// To be called on the thread.
  func close()
}

extension BusThread {
  /// Runs `block` at once when called on the thread, else as `post` does.
  func run(_ block: @escaping @Sendable () -> Void) {
    if isCurrent { block() } else { post(block) }
  }

  @discardableResult
  func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> TimerToken {
    schedule(after: delay, every: nil, body)
  }
}

/// One turn of a bus's thread.
enum BusTurn {
  /// Messages that are taken from one socket in one turn, so that no socket starves another.
  static let messagesMax = 128
}
