import Bus
import Foundation
package import ServiceRuntime

/// Stands between a follower and the log that it follows, and troubles their bytes: holds them back,
/// lets them go on, cuts the connection.
///
/// It listens on two sockets of its own, one in front of the published log and one in front of the
/// door; the follower is told these instead of the real ones.
package final class Nemesis: Sendable {
  /// Where the follower finds the log.
  package let address: ServiceEndpoints.Address
  private let publication: SocketProxy
  private let door: SocketProxy

  /// - Parameters:
  ///   - target: the real endpoints, on `ipc`.
  ///   - folder: for the proxy's sockets; made here.
  init(between target: ServiceEndpoints.Address, in folder: String) throws {
    guard case .ipc(let publicationPath) = target.publication, case .ipc(let doorPath) = target.door
    else { throw TestFault("a nemesis stands in front of ipc sockets only") }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    publication = try SocketProxy(from: folder + "/pub", to: publicationPath)
    door = try SocketProxy(from: folder + "/door", to: doorPath)
    address = ServiceEndpoints.Address(
      publication: .ipc(path: folder + "/pub"), door: .ipc(path: folder + "/door"))
  }

  /// From now on no byte passes, in neither direction; connections stay.
  package func pause() {
    for proxy in [publication, door] { proxy.set(.paused) }
  }

  /// From now on bytes pass again, those held back first.
  package func resume() {
    for proxy in [publication, door] { proxy.set(.passing) }
  }

  /// Ends every connection and lets no new one through until `resume`.
  package func cut() {
    for proxy in [publication, door] { proxy.set(.cut) }
  }

  /// Ends the proxy and its threads.
  func close() {
    for proxy in [publication, door] { proxy.set(.closed) }
  }
}
