internal import CZeroMQ

/// What happened to a connection. Says nothing about messages: those that a full queue drops go
/// unseen.
package enum LinkEvent: Equatable, Sendable {
  /// Connected, and where CURVE is used, admitted.
  case up
  case down
  /// The other side does not admit our key.
  case refused
  /// The handshake ended without an answer, or in a broken one.
  case handshakeFailed
}

/// libzmq's monitor of one socket: a PAIR socket on the same thread.
enum LinkMonitor {
  private static let events: Int32 =
    ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
    | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL

  static func attach(
    to socket: Socket, _ body: @escaping @Sendable (LinkEvent) -> Void
  ) throws(BusError) -> Socket {
    try socket.requireOpen("watch a socket's link")
    let address = "inproc://link-\(socket.token.number)"
    guard zmq_socket_monitor(socket.raw, address, events) >= 0 else {
      throw BusError.lastCall("watch a socket's link")
    }
    let box = MonitorBox(body)
    let monitor = try Socket(.pair, on: socket.thread) { readiness in
      if readiness.contains(.read) { box.drain() }
    }
    box.socket = monitor
    try monitor.connect(address: address)
    return monitor
  }
}

/// Confined to the poll thread, which alone calls `drain`.
private final class MonitorBox: @unchecked Sendable {
  weak var socket: Socket?
  private let body: @Sendable (LinkEvent) -> Void

  init(_ body: @escaping @Sendable (LinkEvent) -> Void) { self.body = body }

  func drain() {
    guard let socket else { return }
    do {
      for _ in 0..<BusTurn.messagesMax {
        switch try socket.receive(ReceiveLimits(frames: 2, bytes: 1_024)) {
        case .nothing: return
        case .dropped: continue
        case .message(let message): report(message.frames[0])
        }
      }
    } catch {
      // Nobody watches any more; what is lost is news of the link, which heartbeats give as well.
      socket.close()
    }
  }

  private func report(_ frame: [UInt8]) {
    guard frame.count == 6 else { return }
    // The event is in the machine's own byte order.
    switch Int32(frame.withUnsafeBytes { $0.loadUnaligned(as: UInt16.self) }) {
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: body(.up)
    case ZMQ_EVENT_DISCONNECTED: body(.down)
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: body(.refused)
    default: body(.handshakeFailed)
    }
  }
}
