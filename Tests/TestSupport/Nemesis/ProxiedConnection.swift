import Glibc

/// Two connected sockets, each byte of the one for the other. Confined to the proxy's thread.
final class ProxiedConnection {
  private static let bufferMax = 64 * 1024

  private let ends: [Int32]
  /// What was read from `ends[0]` and `ends[1]` and not yet written to the other.
  private var buffers: [[UInt8]] = [[], []]

  init(_ near: Int32, _ far: Int32) {
    ends = [near, far]
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  var interest: [pollfd] {
    (0...1).map { index in
      var events = buffers[index].isEmpty ? POLLIN : 0
      if !buffers[1 - index].isEmpty { events |= POLLOUT }
      return pollfd(fd: ends[index], events: Int16(events), revents: 0)
    }
  }

  /// Moves what can be moved without waiting.
  /// - Returns: false when an end is closed: the connection is over.
  func pump() -> Bool {
    for index in 0...1 {
      guard read(from: index), write(to: 1 - index) else {
        close()
        return false
      }
    }
    return true
  }

  func close() {
    for end in ends { Glibc.close(end) }
  }

  private func read(from index: Int) -> Bool {
    guard buffers[index].isEmpty else { return true }
    var bytes = [UInt8](repeating: 0, count: ProxiedConnection.bufferMax)
    let count = Glibc.read(ends[index], &bytes, bytes.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    buffers[index] = Array(bytes.prefix(count))
    return count > 0
  }

  private func write(to index: Int) -> Bool {
    let source = 1 - index
    guard !buffers[source].isEmpty else { return true }
    let count = send(ends[index], buffers[source], buffers[source].count, Int32(MSG_NOSIGNAL))
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    buffers[source].removeFirst(count)
    return true
  }
}
