import Glibc

/// Plain Unix stream sockets.
enum UnixSocket {
  static func listen(at path: String) throws -> Int32 {
    let socket = try open()
    var address = try address(of: path)
    guard
      withSocketAddress(&address, { Glibc.bind(socket, $0, $1) }) == 0,
      Glibc.listen(socket, 16) == 0
    else {
      Glibc.close(socket)
      throw TestFault("cannot listen at \(path): \(errno)")
    }
    return socket
  }

  /// - Returns: `nil` when nobody listens there.
  static func connect(to path: String) -> Int32? {
    guard let socket = try? open(), var address = try? address(of: path) else { return nil }
    guard withSocketAddress(&address, { Glibc.connect(socket, $0, $1) }) == 0 else {
      Glibc.close(socket)
      return nil
    }
    return socket
  }

  private static func open() throws -> Int32 {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw TestFault("no socket: \(errno)") }
    return socket
  }

  private static func address(of path: String) throws -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw TestFault("too long for a socket: \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return address
  }

  private static func withSocketAddress(
    _ address: inout sockaddr_un, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
