internal import CZeroMQ
internal import Glibc

/// A socket of libzmq: the state of an actor that runs on the poll thread, and of nobody else.
///
/// It is polled from its creation to its end. It is closed by `close()`, when it is let go, or with
/// the bus, whichever comes first; LINGER is 0 throughout.
final class Socket: BusSocket {
  let thread: PollThread
  let raw: UnsafeMutableRawPointer
  let token: SocketToken
  let kind: SocketOptions.Kind
  /// Reused for every frame that is received.
  let part: UnsafeMutablePointer<zmq_msg_t>
  private var monitor: Socket?
  private var wasClosed = false

  /// To be called on the thread. `whenReady` is called there, with what is possible and wanted.
  init(
    _ options: SocketOptions, on thread: PollThread,
    whenReady: @escaping @Sendable (Readiness) -> Void
  ) throws(BusError) {
    thread.checkIsolated()
    guard let context = thread.context else {
      throw BusError(.closed, attempted: "make a socket", reason: "the bus is closed")
    }
    guard let raw = zmq_socket(context, options.kind.number) else {
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
    if !wasClosed { thread.run { thread.closeSocket(token) } }
  }

  /// Whether the socket is gone, with or without its bus; `raw` must not be used then.
  var isClosed: Bool { wasClosed || thread.context == nil }

  func close() {
    guard !wasClosed else { return }
    wasClosed = true
    // In this order: see `PollThread.closeSocket`.
    thread.closeSocket(token)
    monitor?.close()
  }

  func setInterest(_ interest: Readiness) { thread.setInterest(interest, of: token) }

  // MARK: Options

  func set(_ option: Int32, _ value: Int32) throws(BusError) {
    var value = value
    try set(option, &value, MemoryLayout<Int32>.size)
  }

  func set(_ option: Int32, _ value: Int64) throws(BusError) {
    var value = value
    try set(option, &value, MemoryLayout<Int64>.size)
  }

  func set(_ option: Int32, _ bytes: [UInt8]) throws(BusError) {
    try set(option, bytes, bytes.count)
  }

  /// The empty prefix.
  func subscribe() throws(BusError) { try set(ZMQ_SUBSCRIBE, []) }

  func watchLink(_ body: @escaping @Sendable (LinkEvent) -> Void) throws(BusError) {
    monitor = try LinkMonitor.attach(to: self, body)
  }

  /// - Throws: `closed`.
  func requireOpen(_ attempted: String) throws(BusError) {
    guard !isClosed else {
      throw BusError(.closed, attempted: attempted, reason: "the socket is closed")
    }
  }

  private func set(
    _ option: Int32, _ value: UnsafeRawPointer?, _ count: Int
  ) throws(BusError) {
    let attempted = "set socket option \(option)"
    try requireOpen(attempted)
    guard zmq_setsockopt(raw, option, value, count) >= 0 else {
      throw BusError.lastCall(attempted)
    }
  }
}
