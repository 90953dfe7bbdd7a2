internal import CZeroMQ
internal import Glibc

/// One ZeroMQ socket: the state of an actor that runs on the poll thread, and of nobody else.
///
/// It is polled from its creation to its end. It is closed by `close()`, when it is let go, or with
/// the bus, whichever comes first; LINGER is 0 throughout.
final class Socket {
  /// Messages that are taken from one socket in one turn of the thread, so that no socket starves
  /// another.
  static let messagesPerTurn = 128

  let thread: PollThread
  let raw: UnsafeMutableRawPointer
  let token: SocketToken
  let kind: Int32
  /// Reused for every frame that is received.
  let part: UnsafeMutablePointer<zmq_msg_t>
  private var monitor: Socket?
  private(set) var isClosed = false

  /// To be called on the thread. `whenReady` is called there, with what is possible and wanted.
  init(
    _ options: SocketOptions, on thread: PollThread,
    whenReady: @escaping @Sendable (Readiness) -> Void
  ) throws(BusError) {
    thread.checkIsolated()
    guard let context = thread.context else {
      throw BusError(.closed, attempted: "make a socket", reason: "the bus is closed")
    }
    guard let raw = zmq_socket(context, options.kind) else {
      throw BusError.lastCall("make a socket")
    }
    self.thread = thread
    self.raw = raw
    kind = options.kind
    part = .allocate(capacity: 1)
    part.initialize(to: zmq_msg_t())
    token = thread.register(raw, whenReady: whenReady)
    for (name, value) in options.values { try set(name, value) }
    try set(ZMQ_MAXMSGSIZE, options.frameBytesMax)
  }

  deinit {
    part.deallocate()
    let (thread, token) = (thread, token)
    if !isClosed { thread.run { thread.closeSocket(token) } }
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    monitor?.close()
    thread.closeSocket(token)
  }

  /// What `whenReady` is called for. Without any, the socket is still served by libzmq.
  func setInterest(_ interest: Readiness) { thread.setInterest(interest, of: token) }

  // MARK: Options

  func set(_ option: Int32, _ value: Int32) throws(BusError) {
    var value = value
    try check(zmq_setsockopt(raw, option, &value, 4), "set socket option \(option)")
  }

  func set(_ option: Int32, _ value: Int64) throws(BusError) {
    var value = value
    try check(zmq_setsockopt(raw, option, &value, 8), "set socket option \(option)")
  }

  func set(_ option: Int32, _ bytes: [UInt8]) throws(BusError) {
    let result = bytes.withUnsafeBytes { zmq_setsockopt(raw, option, $0.baseAddress, $0.count) }
    try check(result, "set socket option \(option)")
  }

  /// All records of a publisher: the empty prefix.
  func subscribe(to prefix: [UInt8] = []) throws(BusError) { try set(ZMQ_SUBSCRIBE, prefix) }

  /// Calls `body` on the thread whenever a connection of this socket comes up, goes down or is
  /// refused. To be called before bind or connect, once.
  func watchLink(_ body: @escaping @Sendable (LinkEvent) -> Void) throws(BusError) {
    monitor = try LinkMonitor.attach(to: self, body)
  }

  private func check(_ result: Int32, _ attempted: @autoclosure () -> String) throws(BusError) {
    guard result >= 0 else { throw BusError.lastCall(attempted()) }
  }
}
