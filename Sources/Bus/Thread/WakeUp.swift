internal import CZeroMQ
internal import Glibc

/// An eventfd: lets any thread end the poll thread's wait.
struct WakeUp: ~Copyable, Sendable {
  let descriptor: Int32

  init() throws(BusError) {
    descriptor = eventfd(0, czmq_eventfd_flags)
    guard descriptor >= 0 else { throw BusError.lastCall("create an eventfd") }
  }

  deinit { close(descriptor) }

  /// Thread-safe. The counter cannot overflow: it is written once per burst.
  func signal() {
    var one: UInt64 = 1
    while write(descriptor, &one, 8) < 0, errno == EINTR {}
  }

  func clear() {
    var count: UInt64 = 0
    while read(descriptor, &count, 8) < 0, errno == EINTR {}
  }
}
