import Glibc
import Security

@testable import Bus

/// A socket without manners: sends what it is told, keeps what it gets.
actor RawPeer {
  let bus: MessageBus
  private var socket: (any BusSocket)?
  private(set) var received: [[[UInt8]]] = []
  private(set) var links: [LinkEvent] = []

  nonisolated var unownedExecutor: UnownedSerialExecutor { bus.unownedExecutor }

  init(bus: MessageBus) { self.bus = bus }

  static func dealer(
    _ bus: MessageBus, _ endpoint: Endpoint, _ security: ConnectSecurity = .local
  ) async throws -> RawPeer {
    let peer = RawPeer(bus: bus)
    try await peer.connect(.dealer, endpoint, security)
    return peer
  }

  static func subscriber(
    _ bus: MessageBus, _ endpoint: Endpoint, _ security: ConnectSecurity = .local
  ) async throws -> RawPeer {
    let peer = RawPeer(bus: bus)
    try await peer.connect(.subscriber, endpoint, security)
    return peer
  }

  private func connect(
    _ options: SocketOptions, _ endpoint: Endpoint, _ security: ConnectSecurity
  ) throws {
    let socket = try bus.thread.makeSocket(options) { [weak self] readiness in
      if readiness.contains(.read) { self?.assumeIsolated { $0.drain() } }
    }
    try socket.watchLink { [weak self] event in
      self?.assumeIsolated { $0.links.append(event) }
    }
    if options.kind == SocketOptions.subscriber.kind { try socket.subscribe() }
    try socket.connect(endpoint, security)
    self.socket = socket
  }

  func send(_ frames: [[UInt8]]) throws -> Bool { try socket?.send(frames) == .sent }

  func stopReading() { socket?.setInterest([]) }

  private func drain() {
    let limits = ReceiveLimits(frames: 100, bytes: 1 << 22)
    while case .message(let message)? = try? socket?.receive(limits) {
      received.append(message.frames)
    }
  }
}

/// A bare TCP connection to loopback.
final class TCPConnection: Sendable {
  private let descriptor: Int32

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    struct Failed: Error {}
    if result != 0 { throw Failed() }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) {
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
