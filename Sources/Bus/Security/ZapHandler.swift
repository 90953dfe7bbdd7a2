internal import CZeroMQ
internal import Security

/// Answers libzmq's question whether a key may connect (ZAP, ZeroMQ RFC 27).
///
/// Bound before any other socket and polled by the same thread. A connection that it admits carries
/// the user's name and the key on every message, so that the right of each request can be looked
/// at again.
final class ZapHandler {
  /// Our own metadata: the peer's public key in hexadecimal.
  static let keyProperty = "Terpadu-Key"

  private let socket: Socket
  private let authoriser: Authoriser
  private(set) var admitted: UInt64 = 0
  private(set) var refused: UInt64 = 0

  init(
    on thread: PollThread, authoriser: @escaping Authoriser,
    whenReady: @escaping @Sendable (Readiness) -> Void
  ) throws(BusError) {
    self.authoriser = authoriser
    socket = try Socket(.zap, on: thread, whenReady: whenReady)
    try socket.bind(address: "inproc://zeromq.zap.01", "bind the ZAP handler")
  }

  /// Answers what waits. A failure of the socket leaves the question open, and libzmq then admits
  /// nobody: every domain is enforced.
  func serve() throws(BusError) {
    for _ in 0..<BusTurn.messagesMax {
      switch try socket.receive(ReceiveLimits(frames: 8, bytes: 4_096)) {
      case .nothing: return
      case .dropped: try socket.send(reply(requestID: [], user: nil, key: []))
      case .message(let message): try socket.send(answer(message.frames))
      }
    }
  }

  /// version, request id, domain, address, identity, mechanism, credentials
  private func answer(_ frames: [[UInt8]]) -> [[UInt8]] {
    guard frames.count == 7, frames[0] == Array("1.0".utf8), frames[5] == Array("CURVE".utf8),
      frames[6].count == 32
    else {
      refused += 1
      return reply(requestID: frames.count > 1 ? frames[1] : [], user: nil, key: [])
    }
    let domain = SecurityDomain(rawValue: String(decoding: frames[2], as: UTF8.self))
    let user = authoriser(domain, frames[6]).flatMap { ZapHandler.isName($0) ? $0 : nil }
    if user == nil { refused += 1 } else { admitted += 1 }
    return reply(requestID: frames[1], user: user, key: frames[6])
  }

  private func reply(requestID: [UInt8], user: String?, key: [UInt8]) -> [[UInt8]] {
    let version = Array("1.0".utf8)
    guard let user else {
      return [version, requestID, Array("400".utf8), Array("unknown key".utf8), [], []]
    }
    let name = Array(ZapHandler.keyProperty.utf8)
    let value = Array(Hexadecimal.text(of: key).utf8)
    let metadata =
      [UInt8(name.count)] + name + [0, 0, 0, UInt8(value.count)] + value
    return [version, requestID, Array("200".utf8), [], Array(user.utf8), metadata]
  }

  /// A name that libzmq can give back as a C string.
  private static func isName(_ user: String) -> Bool {
    !user.isEmpty && user.utf8.count <= WireLimits.nameBytesMax && !user.utf8.contains(0)
  }
}
