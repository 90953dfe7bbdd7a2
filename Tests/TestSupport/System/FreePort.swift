import Glibc

/// A tcp port of the loopback that nobody listens on at the moment.
package func freePort() throws -> UInt16 {
  let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard socket >= 0 else { throw TestFault("no socket: \(errno)") }
  defer { close(socket) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let result = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
      bind(socket, generic, length) == 0 ? getsockname(socket, generic, &length) : -1
    }
  }
  guard result == 0 else { throw TestFault("no port: \(errno)") }
  return UInt16(bigEndian: address.sin_port)
}
