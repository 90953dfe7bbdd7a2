import Foundation

/// A stream socket without manners, and the few bytes of ZMTP 3.0 (ZeroMQ RFC 23) that it
/// takes to be let in. Knows nothing of our own code.
final class RawConnection: Sendable {
  struct Failed: Error {
    let reason: Int32
  }

  private let descriptor: Int32

  convenience init(path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: path.utf8.prefix(room.count - 1))
    }
    try self.init(AF_UNIX, address)
  }

  /// To a port of this machine's loopback.
  convenience init(port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    address.sin_port = port.bigEndian
    try self.init(AF_INET, address)
  }

  private init<Address>(_ family: Int32, _ address: Address) throws {
    descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    if result != 0 {
      let reason = errno
      close(descriptor)
      throw Failed(reason: reason)
    }
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    for direction in [SO_SNDTIMEO, SO_RCVTIMEO] {
      setsockopt(
        descriptor, SOL_SOCKET, direction, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  deinit { close(descriptor) }

  /// Sends until the other end has had enough.
  /// - Returns: whether it took everything.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Takes what has come and forgets it.
  /// - Returns: whether the other end is still there.
  func swallow() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    return recv(descriptor, &buffer, buffer.count, 0) > 0
  }

  /// Goes through the handshake: a peer that says more before it is let in is sent away.
  /// - Returns: whether it was let in.
  func shakeHands(as socketType: String) -> Bool {
    send(RawConnection.greeting + RawConnection.ready(as: socketType))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 512)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return false }
      received += buffer[..<count]
      if received.count > 64, String(decoding: received[64...], as: UTF8.self).contains("READY") {
        return true
      }
    }
  }

  /// A greeting of the NULL mechanism.
  static let greeting: [UInt8] =
    [0xff] + Array(repeating: 0, count: 8) + [0x7f, 3, 0]
    + Array("NULL".utf8) + Array(repeating: 0, count: 48)

  /// The command that ends the handshake.
  static func ready(as socketType: String) -> [UInt8] {
    let name = Array("Socket-Type".utf8)
    let value = Array(socketType.utf8)
    var body = [5] + Array("READY".utf8)
    body += [UInt8(name.count)] + name + [0, 0, 0, UInt8(value.count)] + value
    return [4, UInt8(body.count)] + body
  }

  static func message(_ frames: [[UInt8]]) -> [UInt8] {
    frames.indices.flatMap { index -> [UInt8] in
      let more: UInt8 = index < frames.count - 1 ? 1 : 0
      let frame = frames[index]
      if frame.count < 256 { return [more, UInt8(frame.count)] + frame }
      return [more | 2] + bigEndian(UInt64(frame.count)) + frame
    }
  }

  /// The beginning of a frame that is said to have so many bytes.
  static func frameHead(announcing count: UInt64) -> [UInt8] { [2] + bigEndian(count) }

  private static func bigEndian(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
  }
}
