import Bus

/// The addresses of sockets, in configuration and on the command line.
enum AddressTarget {
  static func run(_ input: [UInt8]) throws -> Bool {
    guard let text = String(validating: input, as: UTF8.self) else { return false }
    guard let endpoint = try? Endpoint(text) else { return false }
    try hold((try? Endpoint(endpoint.description)) == endpoint, "an address reads back")
    switch endpoint {
    case .ipc(let path):
      try hold(endpoint.isLocal && path.hasPrefix("/"), "ipc is an absolute path")
      try hold(!path.utf8.contains(0), "a path ends where it seems to")
    case .tcp(let host, _):
      try hold(!endpoint.isLocal, "tcp leaves the machine")
      try hold((1...253).contains(host.utf8.count), "a host has its limit")
      try hold(
        host.utf8.allSatisfy { (0x21..<0x7f).contains($0) && $0 != UInt8(ascii: ";") },
        "a host has no character that means something to the transport")
    }
    return true
  }
}
