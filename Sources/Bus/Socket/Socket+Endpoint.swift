internal import CZeroMQ
internal import Security

extension Socket {
  /// Makes the directory of an `ipc` endpoint and sets it to 0700.
  func bind(_ endpoint: Endpoint, _ security: BindSecurity) throws(BusError) -> Endpoint {
    let attempted = "bind \(endpoint)"
    try requireOpen(attempted)
    switch security {
    case .local: try requireLocal(endpoint, attempted)
    case .curve(let keys, let domain):
      try set(ZMQ_CURVE_SERVER, Int32(1))
      try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
      try set(ZMQ_ZAP_DOMAIN, Array(domain.rawValue.utf8))
      // Without it, a ZAP handler that has died admits everyone.
      try set(czmq_zap_enforce_domain, Int32(1))
    }
    switch endpoint {
    case .ipc(let path):
      try SocketDirectories.prepare(forBinding: path, attempted: attempted)
      try bind(address: thread.directories.address(of: path, attempted: attempted), attempted)
      return endpoint
    case .tcp(let host, let port):
      if host.contains(":") { try set(ZMQ_IPV6, Int32(1)) }
      let address = port == 0 ? "\(endpoint)".dropLast() + "*" : "\(endpoint)"[...]
      try bind(address: String(address), attempted)
      return .tcp(host: host, port: port == 0 ? try boundPort(attempted) : port)
    }
  }

  func connect(_ endpoint: Endpoint, _ security: ConnectSecurity) throws(BusError) {
    let attempted = "connect to \(endpoint)"
    try requireOpen(attempted)
    switch security {
    case .local: try requireLocal(endpoint, attempted)
    case .curve(let keys, let serverKey):
      guard serverKey.count == CurveKeyPair.keyByteCount else {
        throw BusError(.insecure, attempted: attempted, reason: "the server's key has not 32 bytes")
      }
      try set(ZMQ_CURVE_PUBLICKEY, keys.publicKey)
      try set(ZMQ_CURVE_SECRETKEY, keys.secretKey)
      try set(ZMQ_CURVE_SERVERKEY, serverKey)
    }
    let address: String
    switch endpoint {
    case .ipc(let path):
      try SocketDirectories.check(forConnecting: path, attempted: attempted)
      address = try thread.directories.address(of: path, attempted: attempted)
    case .tcp(let host, let port):
      guard port != 0, host != "*" else {
        throw BusError(.invalidEndpoint, attempted: attempted, reason: "no host or port")
      }
      if host.contains(":") { try set(ZMQ_IPV6, Int32(1)) }
      address = "\(endpoint)"
    }
    guard zmq_connect(raw, address) >= 0 else { throw BusError.lastCall(attempted) }
  }

  func bind(address: String, _ attempted: String) throws(BusError) {
    guard zmq_bind(raw, address) >= 0 else { throw BusError.lastCall(attempted) }
  }

  func connect(address: String) throws(BusError) {
    guard zmq_connect(raw, address) >= 0 else { throw BusError.lastCall("connect to \(address)") }
  }

  private func boundPort(_ attempted: String) throws(BusError) -> UInt16 {
    var bytes = [UInt8](repeating: 0, count: 300)
    var count = bytes.count
    guard zmq_getsockopt(raw, ZMQ_LAST_ENDPOINT, &bytes, &count) >= 0 else {
      throw BusError.lastCall(attempted)
    }
    let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    guard let port = text.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw BusError(.system, attempted: attempted, reason: "bound to an unreadable \(text)")
    }
    return port
  }

  private func requireLocal(_ endpoint: Endpoint, _ attempted: String) throws(BusError) {
    guard endpoint.isLocal else {
      throw BusError(.insecure, attempted: attempted, reason: "tcp takes CURVE keys")
    }
  }
}
