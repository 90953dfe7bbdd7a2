/// Where a socket is bound or connects to: `ipc://PATH` inside one machine, `tcp://HOST:PORT`
/// between machines, then always with CURVE.
package enum Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// A Unix domain socket at an absolute path of any length. Its directory is 0700 (``Socket``).
  case ipc(path: String)
  /// `host` is a name, an IPv4 address, an IPv6 address without its brackets, or `*` to bind to
  /// every address. Port 0 lets the system choose when bound.
  case tcp(host: String, port: UInt16)

  /// - Throws: `invalidEndpoint`, naming the text.
  package init(_ text: String) throws(BusError) {
    if text.hasPrefix("ipc://") {
      let path = String(text.dropFirst(6))
      guard path.hasPrefix("/"), !path.hasSuffix("/"), !path.utf8.contains(0) else {
        throw Endpoint.invalid(text, "ipc:// takes an absolute path")
      }
      self = .ipc(path: path)
    } else if text.hasPrefix("tcp://") {
      let rest = text.dropFirst(6)
      guard let colon = rest.lastIndex(of: ":") else {
        throw Endpoint.invalid(text, "the port is missing")
      }
      let portText = rest[rest.index(after: colon)...]
      guard let port = portText == "*" ? 0 : UInt16(portText) else {
        throw Endpoint.invalid(text, "the port is not a number from 0 to 65535")
      }
      self = .tcp(host: try Endpoint.host(rest[..<colon], in: text), port: port)
    } else {
      throw Endpoint.invalid(text, "an address begins with ipc:// or tcp://")
    }
  }

  package var description: String {
    switch self {
    case .ipc(let path): "ipc://\(path)"
    case .tcp(let host, let port):
      host.contains(":") ? "tcp://[\(host)]:\(port)" : "tcp://\(host):\(port)"
    }
  }

  /// Whether it stays inside this machine by its nature, so that file modes guard it and not keys.
  package var isLocal: Bool {
    switch self {
    case .ipc: true
    case .tcp: false
    }
  }

  private static func host(_ part: Substring, in text: String) throws(BusError) -> String {
    var host = part
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw invalid(text, "an IPv6 address stands in brackets")
    }
    let special = "/;[]".utf8
    let isPlain = host.utf8.allSatisfy { $0 > 32 && $0 < 127 && !special.contains($0) }
    guard !host.isEmpty, host.utf8.count <= 253, isPlain else {
      throw invalid(text, "the host is missing or not one")
    }
    return String(host)
  }

  private static func invalid(_ text: String, _ reason: String) -> BusError {
    BusError(.invalidEndpoint, attempted: "read the address \(text)", reason: reason)
  }
}
