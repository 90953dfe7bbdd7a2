internal import CZeroMQ

/// The one error of this library: what was attempted, what stood in the way, and whether trying
/// again makes sense. No libzmq error number leaves the library except inside `reason`.
package struct BusError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable {
    /// An address that is not `ipc://PATH` or `tcp://HOST:PORT`.
    case invalidEndpoint = "invalid-endpoint"
    /// TCP without CURVE keys, or a socket directory that others may enter or write.
    case insecure
    /// Someone else is bound to the address.
    case addressInUse = "address-in-use"
    /// The start-up test let an unknown key in, or could not prove that it is refused.
    case unknownKeyNotRefused = "unknown-key-not-refused"
    /// Files, sockets or memory have run out.
    case exhausted
    /// The bus is closed.
    case closed
    /// Any other failure of libzmq or the operating system.
    case system
  }

  package let code: Code
  /// What was being done, such as `bind ipc:///run/findings.pub`.
  package let attempted: String
  /// What the library or the operating system said.
  package let reason: String

  package init(_ code: Code, attempted: String, reason: String) {
    self.code = code
    self.attempted = attempted
    self.reason = reason
  }

  /// The failure of the libzmq call that has just returned −1 in this thread.
  static func lastCall(_ attempted: String) -> BusError {
    let number = zmq_errno()
    let code: Code =
      switch number {
      case EADDRINUSE: .addressInUse
      case EMFILE, ENFILE, ENOMEM: .exhausted
      case czmq_eterm, ENOTSOCK: .closed
      default: .system
      }
    return BusError(code, attempted: attempted, reason: String(cString: zmq_strerror(number)))
  }

  package var description: String { "\(attempted): \(reason) (\(code.rawValue))" }
}
