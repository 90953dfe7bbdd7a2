import Foundation
import Glibc
import Synchronization

/// A Unix socket that passes the bytes of each connection on to another one, as long as it is let.
/// One thread serves all its connections.
final class SocketProxy: Sendable {
  enum Mode {
    case passing, paused, cut, closed
  }

  private let mode = Mutex(Mode.passing)
  private let listener: Int32
  /// A pipe whose reading end wakes the thread.
  private let wake: (reading: Int32, writing: Int32)
  private let target: String

  init(from path: String, to target: String) throws {
    self.target = target
    listener = try UnixSocket.listen(at: path)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TestFault("no pipe: \(errno)") }
    wake = (ends[0], ends[1])
    let thread = Thread { [self] in run() }
    thread.name = "nemesis"
    thread.start()
  }

  /// Takes effect before the next byte. `closed` ends the thread; nothing may follow it.
  func set(_ mode: Mode) {
    self.mode.withLock { $0 = mode }
    var byte: UInt8 = 0
    _ = Glibc.write(wake.writing, &byte, 1)
  }

  private func run() {
    var connections: [ProxiedConnection] = []
    while true {
      let mode = mode.withLock { $0 }
      if mode == .cut || mode == .closed {
        for connection in connections { connection.close() }
        connections = []
      }
      if mode == .closed { break }
      var polled = [pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0)]
      polled.append(
        pollfd(fd: mode == .passing ? listener : -1, events: Int16(POLLIN), revents: 0))
      if mode == .passing { for connection in connections { polled += connection.interest } }
      guard poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else { break }
      if polled[0].revents != 0 {
        var byte: UInt8 = 0
        _ = Glibc.read(wake.reading, &byte, 1)
        // The mode may have changed: nothing more passes by the old one.
        continue
      }
      connections.removeAll { !$0.pump() }
      if polled[1].revents != 0, let connection = accept() { connections.append(connection) }
    }
    for end in [listener, wake.reading, wake.writing] { Glibc.close(end) }
  }

  /// - Returns: `nil` when the peer is gone already or nobody listens behind us.
  private func accept() -> ProxiedConnection? {
    let near = Glibc.accept(listener, nil, nil)
    guard near >= 0 else { return nil }
    guard let far = UnixSocket.connect(to: target) else {
      Glibc.close(near)
      return nil
    }
    return ProxiedConnection(near, far)
  }
}
