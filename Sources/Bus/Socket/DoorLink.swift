/// A DEALER to one door whose messages supersede each other: while nobody is connected, the latest of
/// each kind waits and goes out when the door comes.
///
/// The state of an actor on the poll thread, as the socket is.
final class DoorLink {
  private let socket: any BusSocket
  private var waiting: [(kind: DoorKind, frames: [[UInt8]])] = []

  init(
    to endpoint: Endpoint, _ security: ConnectSecurity, pace: ReconnectPace = .service,
    on thread: any BusThread, whenReady: @escaping @Sendable (Readiness) -> Void,
    whenLinkChanges: @escaping @Sendable (LinkEvent) -> Void
  ) throws(BusError) {
    socket = try thread.makeSocket(.dealer(pace), whenReady: whenReady)
    try socket.watchLink(whenLinkChanges)
    try socket.connect(endpoint, security)
  }

  /// Sends the message, now or when the door is there, unless one of the same kind comes before that.
  func send(_ envelope: Envelope, _ body: [[UInt8]]) {
    waiting.removeAll { $0.kind == envelope.kind }
    waiting.append((envelope.kind, [envelope.frame] + body))
    flush()
  }

  /// To be called when the socket can be written.
  func flush() {
    while let next = waiting.first, transmit(next.frames) { waiting.removeFirst() }
    socket.setInterest(waiting.isEmpty ? .read : [.read, .write])
  }

  func receive() throws(BusError) -> Received { try socket.receive(.answer) }

  func close() { socket.close() }

  private func transmit(_ frames: [[UInt8]]) -> Bool {
    do {
      return try socket.send(frames) == .sent
    } catch {
      // A socket that libzmq gave up sends nothing more: both ends of the protocol notice by time.
      return false
    }
  }
}
